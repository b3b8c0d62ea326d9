package org.faultmaven.ingest.indexing.time;

import java.time.Instant;

/**
 * A timestamp in a line.
 *
 * @param start where it begins, with its bracket if it has one
 * @param end where it ends, exclusive
 */
public record FoundTime(Instant at, int start, int end) {}
