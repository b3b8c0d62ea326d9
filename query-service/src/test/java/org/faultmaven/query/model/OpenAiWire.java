package org.faultmaven.query.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** {@code /v1/chat/completions}, streamed. */
final class OpenAiWire implements FakeProvider.Wire {
  private static final JsonMapper JSON = new JsonMapper();

  @Override
  public List<String> text(List<String> pieces) {
    var events = new ArrayList<String>();
    pieces.forEach(piece -> events.add(delta(Map.of("content", piece), null)));
    end(events, "stop");
    return events;
  }

  @Override
  public List<String> toolCall(String name, List<String> arguments) {
    var events = new ArrayList<String>();
    events.add(call(Map.of("name", name, "arguments", ""), Map.of("id", "c1", "type", "function")));
    arguments.forEach(piece -> events.add(call(Map.of("arguments", piece), Map.of())));
    end(events, "tool_calls");
    return events;
  }

  private static String call(Map<String, String> function, Map<String, String> head) {
    var call = new HashMap<String, Object>(head);
    call.put("index", 0);
    call.put("function", function);
    return delta(Map.of("tool_calls", List.of(call)), null);
  }

  private static void end(List<String> events, String reason) {
    events.add(delta(Map.of(), reason));
    events.add(
        "data: "
            + JSON.writeValueAsString(
                Map.of(
                    "choices",
                    List.of(),
                    "usage",
                    Map.of("prompt_tokens", 20, "completion_tokens", 9, "total_tokens", 29))));
    events.add("data: [DONE]");
  }

  private static String delta(Map<String, ?> delta, String reason) {
    var choice = new HashMap<String, Object>();
    choice.put("index", 0);
    choice.put("delta", delta);
    choice.put("finish_reason", reason);
    return "data: "
        + JSON.writeValueAsString(
            Map.of("id", "1", "object", "chat.completion.chunk", "choices", List.of(choice)));
  }
}
