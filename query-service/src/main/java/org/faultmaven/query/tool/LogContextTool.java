package org.faultmaven.query.tool;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.record.SanitizedJson;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.tool.RegisteredTool;
import org.faultmaven.contracts.tool.ToolDescription;
import org.faultmaven.contracts.topic.SanitizedTopic;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.query.citation.Surroundings;
import org.jspecify.annotations.Nullable;

/** Reads the log around a citation. */
@RegisteredTool("log_context")
final class LogContextTool implements SanitizedTool {
  private static final int DEFAULT_RECORDS = 10;
  private static final int LONGEST_RECORD = 2_000;
  private static final String SCHEMA =
      """
      {"type":"object","properties":{
        "topic":{"type":"string","maxLength":249,"description":"The citation's topic."},
        "partition":{"type":"integer","minimum":0},
        "offset":{"type":"integer","minimum":0},
        "before":{"type":"integer","minimum":0,"maximum":50,"description":"Records before it; 10 when left out"},
        "after":{"type":"integer","minimum":0,"maximum":50,"description":"Records after it; 10 when left out"}},
       "required":["topic","partition","offset"],"additionalProperties":false}\
      """;

  private final Topics topics;
  private final Surroundings surroundings;

  LogContextTool(Topics topics, Surroundings surroundings) {
    this.topics = topics;
    this.surroundings = surroundings;
  }

  @Override
  public ToolDescription describe() {
    return new ToolDescription(
        "log_context",
        "Reads the log records of the same source before and after a citation's, in their order."
            + " Take topic, partition and offset from a citation.",
        SCHEMA,
        true);
  }

  @Override
  public SanitizedText answer(Tenant tenant, ToolArguments arguments, Instant deadline) {
    long offset = arguments.large("offset", -1);
    List<Surroundings.Read> read = around(arguments, offset);
    List<SanitizedJson> records = new ArrayList<>();
    for (Surroundings.Read each : read) {
      SanitizedText text = each.text();
      boolean cut = text.length() > LONGEST_RECORD;
      var record =
          new SanitizedJson()
              .put("offset", each.offset())
              .put("text", cut ? text.part(0, LONGEST_RECORD) : text);
      if (each.offset() == offset) {
        record.put("cited", true);
      }
      if (cut) {
        record.put("cut", true);
      }
      records.add(record);
    }
    return new SanitizedJson()
        .put("source", read.getFirst().source())
        .put("records", records)
        .text();
  }

  private List<Surroundings.Read> around(ToolArguments arguments, long offset) {
    try {
      return surroundings.around(
          topic(arguments.string("topic")),
          arguments.number("partition", -1),
          offset,
          arguments.number("before", DEFAULT_RECORDS),
          arguments.number("after", DEFAULT_RECORDS));
    } catch (BackendException e) {
      if (e.retryable()) {
        throw e;
      }
      // No record stands there: the caller's choice, and nobody's failure.
      throw new UnfitArgumentsException(String.valueOf(e.getMessage()));
    }
  }

  private SanitizedTopic topic(@Nullable String name) {
    // Not of documents: a deleted one stands in its topic until compaction.
    return topics.cleanLogs().stream()
        .filter(topic -> topic.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UnfitArgumentsException(
                    "there is no such topic of logs: take topic, partition and offset from a"
                        + " citation of a log line"));
  }
}
