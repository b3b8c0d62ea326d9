package org.faultmaven.standalone.server;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The description of the API that the product serves, and whether answers are as it says. */
final class ApiDescription {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  /** A method of a path. */
  record Operation(String method, String path, JsonNode node) {
    String name() {
      return method + " " + path;
    }

    private boolean takes(String otherMethod, String otherPath) {
      String form = path.replaceAll("\\{[^}]+}", "\\\\E[^/]+\\\\Q");
      return method.equals(otherMethod) && Pattern.matches("\\Q" + form + "\\E", otherPath);
    }
  }

  private final JsonNode document;
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
  private final Map<JsonNode, Schema> schemas = new HashMap<>();

  ApiDescription(String served) {
    document = JSON.readTree(served);
    close(document);
  }

  /** Clients ignore fields that they do not know; a test does not. */
  private static void close(JsonNode node) {
    node.forEach(ApiDescription::close);
    if (node instanceof ObjectNode object
        && object.path("type").asString("").equals("object")
        && object.path("properties").isObject()
        && !object.has("additionalProperties")) {
      object.put("unevaluatedProperties", false);
    }
  }

  JsonNode document() {
    return document;
  }

  List<Operation> operations() {
    var all = new ArrayList<Operation>();
    for (var path : document.path("paths").properties()) {
      for (var method : path.getValue().properties()) {
        if (METHODS.contains(method.getKey())) {
          all.add(
              new Operation(
                  method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue()));
        }
      }
    }
    return all;
  }

  /** A literal path wins over one with variables, as with Spring. */
  Optional<Operation> find(String method, String path) {
    List<Operation> all = operations();
    return all.stream()
        .filter(each -> each.method().equals(method) && each.path().equals(path))
        .findFirst()
        .or(() -> all.stream().filter(each -> each.takes(method, path)).findFirst());
  }

  /** The node itself, or what it refers to. */
  JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.path("$ref").stringValue().substring(1)) : node;
  }

  /** What is wrong with an answer; empty when the description says that it can be. */
  List<String> problems(Operation operation, int status, HttpHeaders headers, String body) {
    JsonNode documented = operation.node().path("responses").path(Integer.toString(status));
    if (documented.isMissingNode()) {
      return List.of("the status " + status + " is not documented");
    }
    JsonNode response = resolved(documented);
    var problems = new ArrayList<String>();
    for (var header : response.path("headers").properties()) {
      if (headers.firstValue(header.getKey()).isEmpty()) {
        problems.add("the header " + header.getKey() + " is missing");
      }
    }
    JsonNode content = response.path("content");
    if (content.isEmpty()) {
      return body.isEmpty() ? problems : List.of("there is a body");
    }
    String type = headers.firstValue("Content-Type").orElse("none").replaceFirst("[ ;].*", "");
    JsonNode media = content.path(type);
    if (media.isMissingNode()) {
      problems.add("the content type " + type + " is not documented");
    } else if (type.equals("text/event-stream")) {
      problems.addAll(events(media.path("schema").path("x-events"), body));
    } else {
      problems.addAll(problems(media.path("schema"), JSON.readTree(body)));
    }
    return problems;
  }

  private List<String> events(JsonNode documented, String body) {
    var problems = new ArrayList<String>();
    for (String event : body.split("\n\n")) {
      var name = Pattern.compile("(?m)^event: ?(.*)$").matcher(event);
      var data = Pattern.compile("(?m)^data: ?(.*)$").matcher(event);
      if (name.find() && data.find()) {
        if (documented.has(name.group(1))) {
          problems.addAll(problems(documented.path(name.group(1)), JSON.readTree(data.group(1))));
        } else {
          problems.add("the event " + name.group(1) + " is not documented");
        }
      }
    }
    return problems;
  }

  /** What does not fit a schema of the description. */
  List<String> problems(JsonNode schema, JsonNode value) {
    return schemas.computeIfAbsent(schema, this::compiled).validate(value).stream()
        .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
        .toList();
  }

  private Schema compiled(JsonNode schema) {
    ObjectNode whole = ((ObjectNode) schema).deepCopy();
    // Where its references point.
    whole.set("components", document.path("components"));
    return registry.getSchema(whole);
  }
}
