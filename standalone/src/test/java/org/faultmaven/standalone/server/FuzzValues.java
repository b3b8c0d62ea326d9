package org.faultmaven.standalone.server;

import java.math.BigInteger;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Values that fit a schema, and values that may not, all from one seed. */
final class FuzzValues {
  /** Made up, in the form of a cloud's access key. */
  static final String SECRET = "AKIAFUZZ7MADEUP2KEYX";

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Writes half surrogate pairs too, which UTF-8 has not. */
  private static final JsonMapper ASCII =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private static final List<String> TEXTS =
      List.of(
          SECRET,
          "the key " + SECRET + " was found",
          "",
          " ",
          "\0",
          "a\u0007b",
          "\ud800",
          "\udc00 backwards \ud800",
          "\u202eright to left",
          "\ud83d\udca5",
          "x".repeat(5_000),
          "y".repeat(70_000),
          "${jndi:ldap://127.0.0.1/a}",
          "../../etc/passwd",
          "\r\nX-Injected: 1",
          "%00%2f",
          "9".repeat(400),
          "<script>alert(1)</script>");

  private static final List<String> WORDS =
      List.of("connection refused", "why did checkout fail?", "redis", "what came before it?");

  private static final List<String> TIMES =
      List.of(
          "2026-01-31T12:00:00Z",
          "2026-01-31T13:30:00.123456789+01:00",
          "0001-01-01T00:00:00Z",
          "9999-12-31T23:59:59Z",
          "+999999999-12-31T23:59:59-18:00",
          "-999999999-01-01T00:00:00+18:00");

  /** One of each form that the description has. */
  private static final List<String> FORMS =
      List.of(
          "knowledge_base",
          "log_timeline",
          "team=storage",
          "1-1",
          "a".repeat(52),
          "0".repeat(64),
          "faultmaven.logs.raw-0-17");

  private final ApiDescription description;
  private final RandomGenerator random;

  FuzzValues(ApiDescription description, RandomGenerator random) {
    this.description = description;
    this.random = random;
  }

  <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  String text() {
    return any(TEXTS);
  }

  static String written(JsonNode value) {
    return ASCII.writeValueAsString(value);
  }

  /** Of any type, mostly of a wrong one. */
  JsonNode wrong() {
    return switch (random.nextInt(9)) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.booleanNode(true);
      case 2 -> NODES.numberNode(-1);
      case 3 -> NODES.numberNode(0.5);
      case 4 -> NODES.numberNode(BigInteger.TEN.pow(100));
      case 5 -> NODES.arrayNode().add(text()).addNull();
      case 6 -> NODES.objectNode().put(SECRET, text());
      default -> NODES.stringNode(text());
    };
  }

  /** A value that fits, but for what a schema can't say. */
  JsonNode fitting(JsonNode unresolved) {
    JsonNode schema = description.resolved(unresolved);
    if (schema.has("enum")) {
      // Presidio's own policy masks Presidio's types alone, and no keys.
      return any(
          schema
              .path("enum")
              .valueStream()
              .filter(each -> !each.asString("").equals("presidio"))
              .toList());
    }
    return switch (type(schema)) {
      case "object" -> object(schema);
      case "array" -> {
        var items = NODES.arrayNode();
        for (int i = random.nextInt(3); i > 0; i--) {
          items.add(fitting(schema.path("items")));
        }
        yield items;
      }
      case "integer" -> {
        long least = schema.path("minimum").asLong(0);
        long most = Math.min(schema.path("maximum").asLong(least + 50), least + 50);
        yield NODES.numberNode(random.nextLong(least, most + 1));
      }
      case "null" -> NODES.nullNode();
      default -> NODES.stringNode(string(schema));
    };
  }

  private String type(JsonNode schema) {
    JsonNode type = schema.path("type");
    return type.isArray() ? any(type.valueStream().toList()).stringValue() : type.asString("");
  }

  private String string(JsonNode schema) {
    return switch (schema.path("format").asString("")) {
      case "date-time" -> any(TIMES);
      case "uuid" -> new UUID(random.nextLong(), random.nextLong()).toString();
      default -> {
        Pattern form = Pattern.compile(schema.path("pattern").asString(""));
        List<String> fit =
            Stream.of(WORDS, FORMS, List.of(SECRET))
                .flatMap(List::stream)
                .filter(form.asPredicate())
                .toList();
        yield fit.isEmpty() ? text() : any(fit);
      }
    };
  }

  private ObjectNode object(JsonNode schema) {
    var object = NODES.objectNode();
    List<JsonNode> branches = schema.path("oneOf").valueStream().toList();
    JsonNode branch = branches.isEmpty() ? NODES.objectNode() : any(branches);
    List<String> required =
        Stream.of(schema, branch)
            .flatMap(each -> each.path("required").valueStream())
            .map(JsonNode::stringValue)
            .toList();
    for (var property : schema.path("properties").properties()) {
      boolean ofAnother =
          branches.stream()
              .anyMatch(
                  each ->
                      each != branch
                          && each.path("required")
                              .toString()
                              .contains('"' + property.getKey() + '"'));
      if (required.contains(property.getKey()) || (!ofAnother && oneIn(2))) {
        object.set(property.getKey(), fitting(property.getValue()));
      }
    }
    return object;
  }
}
