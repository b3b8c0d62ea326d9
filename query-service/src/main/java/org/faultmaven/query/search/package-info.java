/** Finds entries by meaning and by words, and fuses the two. */
@NullMarked
package org.faultmaven.query.search;

import org.jspecify.annotations.NullMarked;
