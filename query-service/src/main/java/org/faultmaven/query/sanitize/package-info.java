/** Shows what a policy does to a text; keeps nothing. */
@NullMarked
package org.faultmaven.query.sanitize;

import org.jspecify.annotations.NullMarked;
