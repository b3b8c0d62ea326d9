/** Documents to entries: chunks that the embedder can take in. */
@NullMarked
package org.faultmaven.ingest.indexing.document;

import org.jspecify.annotations.NullMarked;
