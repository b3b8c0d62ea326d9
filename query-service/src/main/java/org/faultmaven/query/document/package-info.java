/** Where uploaded documents are, as their events tell it. */
@NullMarked
package org.faultmaven.query.document;

import org.jspecify.annotations.NullMarked;
