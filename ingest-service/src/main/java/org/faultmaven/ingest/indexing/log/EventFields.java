package org.faultmaven.ingest.indexing.log;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a JSON event says: its message, and when. */
final class EventFields {
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> MESSAGES =
      List.of("message", "log", "msg", "body", "short_message");
  private static final List<String> LEVELS = List.of("level", "log.level", "severity", "loglevel");
  private static final List<String> TIMES =
      List.of(
          "@timestamp",
          "timestamp",
          "time",
          "ts",
          "eventTime",
          "datetime",
          "date",
          "event.created");
  private static final int MAX_FLAT = 4096;

  private final JsonNode event;

  private EventFields(JsonNode event) {
    this.event = event;
  }

  static Optional<EventFields> of(String text) {
    if (!text.startsWith("{")) {
      return Optional.empty();
    }
    try {
      JsonNode event = JSON.readTree(text);
      return event.isObject() ? Optional.of(new EventFields(event)) : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /**
   * The message with its level before it, or without a message all of the event as {@code
   * path=value}.
   */
  String message() {
    for (String name : MESSAGES) {
      JsonNode value = field(name);
      if (value.isString() && !value.asString().isBlank()) {
        String level = level();
        String message = value.asString().strip();
        return level.isEmpty() || message.contains(level) ? message : level + " " + message;
      }
    }
    var flat = new StringBuilder();
    flatten("", event, flat);
    return flat.toString().strip();
  }

  /** The fields that may hold the time, in the order in which they count. */
  List<String> times() {
    return TIMES.stream()
        .map(this::field)
        .filter(JsonNode::isValueNode)
        .map(JsonNode::asString)
        .toList();
  }

  private String level() {
    return LEVELS.stream()
        .map(this::field)
        .filter(JsonNode::isString)
        .map(level -> level.asString().toUpperCase(java.util.Locale.ROOT))
        .findFirst()
        .orElse("");
  }

  private JsonNode field(String path) {
    JsonNode whole = event.path(path);
    if (!whole.isMissingNode()) {
      return whole;
    }
    JsonNode node = event;
    for (String name : path.split("\\.", -1)) {
      node = node.path(name);
    }
    return node;
  }

  private static void flatten(String path, JsonNode node, StringBuilder flat) {
    if (flat.length() > MAX_FLAT) {
      return;
    }
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        flatten(
            path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), flat);
      }
    } else if (node.isArray()) {
      node.forEach(item -> flatten(path, item, flat));
    } else if (!node.isNull()) {
      flat.append(path).append('=').append(node.asString()).append(' ');
    }
  }
}
