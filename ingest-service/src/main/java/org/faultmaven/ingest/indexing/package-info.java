/** From clean topics to entries and the vector store: the cost of a line is the novelty in it. */
@NullMarked
package org.faultmaven.ingest.indexing;

import org.jspecify.annotations.NullMarked;
