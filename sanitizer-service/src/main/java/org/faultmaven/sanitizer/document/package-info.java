/** Documents: pieces are held until all are there, sanitised as a whole and sent on together. */
@NullMarked
package org.faultmaven.sanitizer.document;

import org.jspecify.annotations.NullMarked;
