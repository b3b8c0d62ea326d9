/** What searches in process: entries by meaning and by words on Lucene, and the MiniLM embedder. */
@NullMarked
package org.faultmaven.search;

import org.jspecify.annotations.NullMarked;
