package org.faultmaven.ingest.deadletter;

import java.time.Instant;
import org.faultmaven.contracts.topic.QuarantineReason;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a dead letter: where it stands and why, nothing of what it holds.
 *
 * @param origin the raw record
 * @param stage that refused it
 * @param reason null when the header names none that is known
 * @param at when it was put aside
 * @param bytes size of the value
 * @param partition of the dead-letter topic
 * @param offset in it
 */
record DeadLetter(
    Origin origin,
    String stage,
    @Nullable QuarantineReason reason,
    Instant at,
    long bytes,
    int partition,
    long offset) {}
