/** Log records: each is sanitised by itself and keeps its partition. */
@NullMarked
package org.faultmaven.sanitizer.log;

import org.jspecify.annotations.NullMarked;
