package org.faultmaven.query.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import org.faultmaven.contracts.kit.SampleEntries;
import org.faultmaven.contracts.record.Entry;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.query.Indexed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the tools of the index give. */
class BuiltInToolsTest {
  @Test
  void are_found_by_their_mark_and_describe_themselves_by_it() {
    assertThat(ToolConfiguration.marked().keySet())
        .containsExactly("knowledge_base", "log_context", "log_timeline");
  }

  private static JsonNode ask(SanitizedTool tool, String arguments) {
    // As the registry does before it calls.
    assertThat(ArgumentSchema.of(tool.describe().argumentsSchema()).problems(arguments)).isEmpty();
    return JsonMapper.shared()
        .readTree(
            tool.answer(
                    Tenant.DEFAULT,
                    new ToolArguments(SampleEntries.text(arguments)),
                    Instant.now().plusSeconds(10))
                .text());
  }

  @Test
  void knowledge_base_finds_entries_with_citations(@TempDir Path folder) {
    try (var indexed = new Indexed(folder)) {
      Entry entry = SampleEntries.log("timeout").text("ERROR connection timed out").build();
      indexed.add(entry);
      JsonNode found =
          ask(new KnowledgeBaseTool(indexed.retrieval()), "{\"query\":\"connection timed\"}");

      JsonNode hit = found.path("hits").get(0);
      assertThat(hit.path("id").stringValue()).isEqualTo(entry.id());
      assertThat(hit.path("text").stringValue()).isEqualTo(entry.text().text());
      assertThat(hit.path("citation").path("sha256").stringValue())
          .isEqualTo(entry.citation().sha256());
      assertThat(hit.path("citation").path("topic").stringValue())
          .isEqualTo(entry.citation().topic());
      assertThat(found.path("complete").booleanValue()).isTrue();
      assertThat(
              ask(
                      new KnowledgeBaseTool(indexed.retrieval()),
                      "{\"query\":\"connection timed\",\"source\":\"nowhere\"}")
                  .path("hits"))
          .isEmpty();
    }
  }

  @Test
  void log_timeline_counts_by_source_and_shape(@TempDir Path folder) {
    try (var indexed = new Indexed(folder)) {
      Instant start = Instant.parse("2016-12-19T20:00:00Z");
      for (int i = 0; i < 4; i++) {
        Instant at = start.plusSeconds(240L * i);
        indexed.add(
            SampleEntries.log("lost" + i)
                .text("ERROR connection lost")
                .times(at, at.plusSeconds(5))
                .count(10)
                .build());
      }
      indexed.add(
          SampleEntries.log("other").text("INFO all is well").times(start, start).build(),
          SampleEntries.chunk("chunk", "document").text("connection lost").build());

      JsonNode all =
          ask(
              new LogTimelineTool(indexed.keywords),
              "{\"from\":\"2016-12-19T19:00:00Z\",\"to\":\"2016-12-19T21:00:00Z\"}");
      assertThat(all.path("total").intValue()).isEqualTo(41);
      assertThat(all.path("complete").booleanValue()).isTrue();
      JsonNode lost = all.path("groups").get(0);
      assertThat(lost.path("shape").stringValue()).isEqualTo("ERROR connection lost");
      assertThat(lost.path("count").intValue()).isEqualTo(40);
      assertThat(lost.path("lastAt").stringValue()).isEqualTo("2016-12-19T20:12:05Z");
      assertThat(lost.path("buckets").toString())
          .isEqualTo(
              "[{\"at\":\"2016-12-19T20:00:00Z\",\"count\":20},"
                  + "{\"at\":\"2016-12-19T20:05:00Z\",\"count\":10},"
                  + "{\"at\":\"2016-12-19T20:10:00Z\",\"count\":10}]");

      JsonNode some =
          ask(
              new LogTimelineTool(indexed.keywords),
              "{\"from\":\"2016-12-19T20:05:00Z\",\"to\":\"2016-12-19T21:00:00Z\",\"query\":\"lost\"}");
      assertThat(some.path("total").intValue()).isEqualTo(20);
    }
  }

  @Test
  void a_time_that_is_none_is_said(@TempDir Path folder) {
    try (var indexed = new Indexed(folder)) {
      assertThatThrownBy(
              () ->
                  ask(
                      new KnowledgeBaseTool(indexed.retrieval()),
                      "{\"query\":\"x\",\"from\":\"yesterday\"}"))
          .isInstanceOf(UnfitArgumentsException.class)
          .hasMessageContaining("from is not an ISO 8601 time");
    }
  }
}
