/**
 * Chroma as the vector store, by its HTTP API v2. Documents of a tenant are in one collection; logs
 * in one a stretch of event time, so that retention drops a collection and most searches need no
 * filter.
 */
@NullMarked
package org.faultmaven.adapters.chroma;

import org.jspecify.annotations.NullMarked;
