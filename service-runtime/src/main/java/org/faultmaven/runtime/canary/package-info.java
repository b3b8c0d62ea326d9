/**
 * What services share of the leak canary: made-up secrets in a tenant of its own, which must never
 * be seen behind the sanitizer.
 */
@NullMarked
package org.faultmaven.runtime.canary;

import org.jspecify.annotations.NullMarked;
