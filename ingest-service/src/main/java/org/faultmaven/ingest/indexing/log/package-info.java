/** Log lines to entries: messages, their shapes, and the block in which repeats collapse. */
@NullMarked
package org.faultmaven.ingest.indexing.log;

import org.jspecify.annotations.NullMarked;
