package org.faultmaven.adapters.websearch;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.faultmaven.adapters.call.CallLimits;
import org.faultmaven.adapters.call.ExternalCall;
import org.faultmaven.adapters.call.ExternalSystem;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.ITool;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.tool.RegisteredTool;
import org.faultmaven.contracts.tool.ToolDescription;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Searches the web for what is generally known; opens no page. */
@RegisteredTool("web_search")
final class WebSearchTool implements ITool {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int DEFAULT_LIMIT = 5;

  /** Says nothing to a search service, and is nobody's business outside. */
  private static final Pattern PSEUDONYM = Pattern.compile("<[A-Z][A-Z0-9_]*(?:_[a-z2-7]{8})?>");

  private static final String SCHEMA =
      """
      {"type":"object","properties":{
        "query":{"type":"string","minLength":1,"maxLength":400,
          "description":"What to look for. Leave out names, addresses and other values of your own systems."},
        "limit":{"type":"integer","minimum":1,"maximum":10,"description":"5 when left out"}},
       "required":["query"],"additionalProperties":false}\
      """;

  private final SearchApi api;
  private final ExternalCall call;

  WebSearchTool(SearchApi api, ExternalSystem system) {
    this.api = api;
    // Whoever asks has a deadline, and may ask again.
    this.call = system.call("search", CallLimits.once(TIMEOUT));
  }

  @Override
  public ToolDescription describe() {
    return new ToolDescription(
        "web_search",
        "Searches the web for general knowledge: error messages, known bugs, documentation. Gives"
            + " titles, addresses and snippets.",
        SCHEMA,
        true);
  }

  @Override
  public String call(Tenant tenant, String arguments, Instant deadline) {
    JsonNode read = JsonMapper.shared().readTree(arguments);
    String query = PSEUDONYM.matcher(read.path("query").asString("")).replaceAll(" ").strip();
    if (query.isEmpty()) {
      throw new BackendException("the query has nothing but masked values: say it in words", false);
    }
    int limit = read.path("limit").asInt(DEFAULT_LIMIT);
    return call.run(() -> api.search(query, limit));
  }
}
