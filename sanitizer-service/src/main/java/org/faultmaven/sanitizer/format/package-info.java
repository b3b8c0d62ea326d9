/** What a record's bytes are: text, one JSON event, or neither; and where they come from. */
@NullMarked
package org.faultmaven.sanitizer.format;

import org.jspecify.annotations.NullMarked;
