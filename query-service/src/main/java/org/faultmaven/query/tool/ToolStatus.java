package org.faultmaven.query.tool;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A tool as the API shows it.
 *
 * @param builtIn whether it is part of this service
 * @param version as it announced itself; absent when built in
 * @param instances that have announced themselves; absent when built in
 * @param health UP, or DOWN with what to do in {@code detail}
 * @param lastHeartbeat the latest of its instances'
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ToolStatus(
    String name,
    String description,
    JsonNode argumentsSchema,
    boolean readOnly,
    String owner,
    boolean builtIn,
    @Nullable String version,
    @Nullable Integer instances,
    String health,
    @Nullable String detail,
    @Nullable Instant lastHeartbeat) {}
