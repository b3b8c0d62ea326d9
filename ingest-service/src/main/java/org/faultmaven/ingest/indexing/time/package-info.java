/** When an event happened, read from its line. */
@NullMarked
package org.faultmaven.ingest.indexing.time;

import org.jspecify.annotations.NullMarked;
