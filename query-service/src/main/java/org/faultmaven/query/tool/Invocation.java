package org.faultmaven.query.tool;

import java.time.Instant;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.record.Tenant;

/**
 * One call of a tool.
 *
 * @param callId 52 base32 digits
 * @param idempotencyKey likewise; the call id when the caller has given none
 * @param arguments a JSON object that fits the tool's schema
 */
record Invocation(
    Tenant tenant,
    String callId,
    String idempotencyKey,
    SanitizedText arguments,
    Instant deadline) {}
