/**
 * The leak canary: made-up secrets, sent through the pipeline of a tenant of its own and looked for
 * where only sanitised text may be.
 */
@NullMarked
package org.faultmaven.sanitizer.canary;

import org.jspecify.annotations.NullMarked;
