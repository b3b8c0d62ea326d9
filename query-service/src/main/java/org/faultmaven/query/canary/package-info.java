/** Looks for the leak canary where answers come from. */
@NullMarked
package org.faultmaven.query.canary;

import org.jspecify.annotations.NullMarked;
