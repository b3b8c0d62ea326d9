package org.faultmaven.adapters.websearch;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.faultmaven.adapters.call.CallFailedException;
import org.faultmaven.adapters.call.HttpSystem;
import org.faultmaven.contracts.config.ToolsConfig.SearchKind;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The search service as it speaks. Nothing of a question or an answer gets into an error. */
final class SearchApi {
  private static final int TITLE = 200;
  private static final int ADDRESS = 500;
  private static final int SNIPPET = 500;

  private final JsonMapper json = JsonMapper.shared();
  private final HttpSystem http;
  private final SearchKind kind;

  SearchApi(HttpSystem http, SearchKind kind) {
    this.http = http;
    this.kind = kind;
  }

  /**
   * @return {@code {"results": [{title, url, snippet}]}}
   */
  String search(String query, int limit) throws IOException {
    JsonNode found =
        switch (kind) {
          case SEARXNG ->
              parse(http.get(List.of("search"), Map.of("q", query, "format", "json")))
                  .path("results");
          case BRAVE ->
              parse(http.get(List.of(), Map.of("q", query, "count", Integer.toString(limit))))
                  .path("web")
                  .path("results");
        };
    ObjectNode answer = json.createObjectNode();
    ArrayNode results = answer.putArray("results");
    for (JsonNode each : found) {
      if (results.size() == limit) {
        break;
      }
      ObjectNode result = results.addObject();
      result.put("title", text(each, "title", TITLE));
      result.put("url", text(each, "url", ADDRESS));
      result.put(
          "snippet", text(each, kind == SearchKind.BRAVE ? "description" : "content", SNIPPET));
    }
    return answer.toString();
  }

  private static String text(JsonNode from, String field, int limit) {
    String text = from.path(field).asString("");
    int end = Math.min(text.length(), limit);
    return text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, end)));
  }

  private JsonNode parse(HttpSystem.Answer answer) {
    try {
      JsonNode read = json.readTree(answer.body());
      if (read.isObject()) {
        return read;
      }
    } catch (JacksonException e) {
      // Without the cause: it quotes the answer.
    }
    throw new CallFailedException(
        "malformed answer",
        "web search answered with something else than JSON: check tools.web-search-url and"
            + " tools.web-search-kind, and that a SearXNG allows the format json",
        true);
  }
}
