package org.faultmaven.query.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** {@code /v1/messages}, streamed. */
final class AnthropicWire implements FakeProvider.Wire {
  private static final JsonMapper JSON = new JsonMapper();

  @Override
  public List<String> text(List<String> pieces) {
    return message(
        Map.of("type", "text", "text", ""),
        pieces.stream().map(piece -> Map.of("type", "text_delta", "text", piece)).toList(),
        "end_turn");
  }

  @Override
  public List<String> toolCall(String name, List<String> arguments) {
    return message(
        Map.of("type", "tool_use", "id", "c1", "name", name, "input", Map.of()),
        arguments.stream()
            .map(piece -> Map.of("type", "input_json_delta", "partial_json", piece))
            .toList(),
        "tool_use");
  }

  private static List<String> message(
      Map<String, ?> block, List<Map<String, String>> deltas, String reason) {
    var events = new ArrayList<String>();
    events.add(
        event(
            "message_start",
            Map.of(
                "message",
                Map.of(
                    "id", "1",
                    "type", "message",
                    "role", "assistant",
                    "model", "m",
                    "content", List.of(),
                    "usage", Map.of("input_tokens", 20, "output_tokens", 1)))));
    events.add(event("content_block_start", Map.of("index", 0, "content_block", block)));
    deltas.forEach(
        delta -> events.add(event("content_block_delta", Map.of("index", 0, "delta", delta))));
    events.add(event("content_block_stop", Map.of("index", 0)));
    events.add(
        event(
            "message_delta",
            Map.of("delta", Map.of("stop_reason", reason), "usage", Map.of("output_tokens", 9))));
    events.add(event("message_stop", Map.of()));
    return events;
  }

  private static String event(String type, Map<String, ?> fields) {
    var all = new HashMap<String, Object>(fields);
    all.put("type", type);
    return "event: " + type + "\ndata: " + JSON.writeValueAsString(all);
  }
}
