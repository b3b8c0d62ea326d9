package org.faultmaven.query.tool;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.faultmaven.contracts.record.Entry;
import org.faultmaven.contracts.record.SanitizedJson;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.record.Scored;
import org.faultmaven.contracts.record.SearchFilter;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.tool.RegisteredTool;
import org.faultmaven.contracts.tool.ToolDescription;
import org.faultmaven.query.search.Mode;
import org.faultmaven.query.search.Retrieval;

/** Searches logs and documents, by meaning and by words. */
@RegisteredTool("knowledge_base")
final class KnowledgeBaseTool implements SanitizedTool {
  private static final int DEFAULT_LIMIT = 10;
  private static final String SCHEMA =
      """
      {"type":"object","properties":{
        "query":{"type":"string","minLength":1,"maxLength":4000,"description":"What to look for, in words."},
        "limit":{"type":"integer","minimum":1,"maximum":50,"description":"10 when left out"},
        "source":{"type":"string","maxLength":4000,"description":"Only of this source, or a segment of its path."},
        "from":{"type":"string","description":"ISO 8601 with a zone: only what occurred then or later."},
        "to":{"type":"string","description":"ISO 8601 with a zone: only what occurred then or earlier."}},
       "required":["query"],"additionalProperties":false}\
      """;

  private final Retrieval retrieval;

  KnowledgeBaseTool(Retrieval retrieval) {
    this.retrieval = retrieval;
  }

  @Override
  public ToolDescription describe() {
    return new ToolDescription(
        "knowledge_base",
        "Searches the indexed logs and documents by meaning and by words. Gives entries, best"
            + " first, with time, source, how often they occurred, and a citation.",
        SCHEMA,
        true);
  }

  @Override
  public SanitizedText answer(Tenant tenant, ToolArguments arguments, Instant deadline) {
    SanitizedText query = Objects.requireNonNullElse(arguments.text("query"), SanitizedText.EMPTY);
    var filter =
        new SearchFilter(arguments.string("source"), arguments.time("from"), arguments.time("to"));
    Retrieval.Result found =
        retrieval.search(query, Mode.HYBRID, arguments.number("limit", DEFAULT_LIMIT), filter);
    List<SanitizedJson> hits = new ArrayList<>();
    for (Scored scored : found.hits()) {
      hits.add(hit(scored.entry()).put("score", scored.score()));
    }
    return new SanitizedJson().put("hits", hits).put("complete", found.degraded().isEmpty()).text();
  }

  /** An entry as tools show it. */
  static SanitizedJson hit(Entry entry) {
    var hit =
        new SanitizedJson()
            .id(entry)
            .put("text", entry.text())
            .put("source", entry.source())
            .put("firstAt", entry.firstAt())
            .put("lastAt", entry.lastAt())
            .put("count", entry.count())
            .citation(entry.citation());
    if (entry.title() != null) {
      hit.put("title", entry.title());
    }
    return hit;
  }
}
