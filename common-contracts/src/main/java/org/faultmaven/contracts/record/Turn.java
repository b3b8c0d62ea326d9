package org.faultmaven.contracts.record;

import java.time.Instant;

/**
 * One question with its answer, as kept in a session's {@code investigation_history}.
 *
 * @param answer the answer as JSON, sanitised
 */
public record Turn(Instant at, SanitizedText question, SanitizedText answer) {}
