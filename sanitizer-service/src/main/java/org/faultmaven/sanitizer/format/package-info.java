/** What a record's bytes are: plain text, a JSON event, or nothing that can be judged. */
@NullMarked
package org.faultmaven.sanitizer.format;

import org.jspecify.annotations.NullMarked;
