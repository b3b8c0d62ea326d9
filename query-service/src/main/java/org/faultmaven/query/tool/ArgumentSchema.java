package org.faultmaven.query.tool;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.Serial;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON Schema (2020-12) of a tool's arguments. Anybody may have written it, so it has no
 * references: they could loop, grow without bound, or be fetched from somewhere.
 */
final class ArgumentSchema {
  private static final int MAX_DEPTH = 30;
  private static final int MAX_PROBLEMS = 10;
  private static final Set<String> REFUSED =
      Set.of("$ref", "$dynamicRef", "$recursiveRef", "$id", "$anchor", "$vocabulary");
  private static final Set<String> DIALECTS =
      Set.of(
          "https://json-schema.org/draft/2020-12/schema",
          "https://json-schema.org/draft/2020-12/schema#");

  /** A rule of this class is broken: its message is of the source code. */
  private static final class RefusedException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    RefusedException(String rule) {
      super(rule);
    }
  }

  private final Schema schema;

  private ArgumentSchema(Schema schema) {
    this.schema = schema;
  }

  /**
   * @throws IllegalArgumentException when it is none that is accepted; says why, without content
   */
  static ArgumentSchema of(String json) {
    try {
      JsonNode node = JsonMapper.shared().readTree(json);
      check(node.isObject(), "argumentsSchema is a JSON object");
      check(node.path("type").asString("").equals("object"), "argumentsSchema has type object");
      inspect(node, 0);
      check(
          !node.has("$schema") || DIALECTS.contains(node.path("$schema").asString("")),
          "argumentsSchema is of JSON Schema 2020-12");
      // A registry each: what one tool says must not be found by another.
      SchemaRegistry registry =
          SchemaRegistry.withDefaultDialect(
              SpecificationVersion.DRAFT_2020_12,
              builder ->
                  builder.schemaRegistryConfig(
                      SchemaRegistryConfig.builder()
                          .regularExpressionFactory(TimedPattern::new)
                          .build()));
      List<Error> errors = registry.getSchema(SchemaLocation.of(DIALECT_ID)).validate(node);
      check(errors.isEmpty(), "argumentsSchema is no JSON Schema");
      Schema schema = registry.getSchema(node);
      schema.initializeValidators();
      return new ArgumentSchema(schema);
    } catch (RefusedException e) {
      throw new IllegalArgumentException(e.getMessage());
    } catch (RuntimeException e) {
      // Whatever the validator throws, without the cause: it may quote the schema.
      throw new IllegalArgumentException("argumentsSchema is no JSON Schema");
    }
  }

  private static final String DIALECT_ID = SpecificationVersion.DRAFT_2020_12.getDialectId();

  private static void inspect(JsonNode node, int depth) {
    check(depth <= MAX_DEPTH, "argumentsSchema nests at most " + MAX_DEPTH + " deep");
    for (var property : node.properties()) {
      check(
          !REFUSED.contains(property.getKey()),
          "argumentsSchema has no $ref, $id or $anchor: write out what they refer to");
      check(
          depth == 0 || !property.getKey().equals("$schema"),
          "argumentsSchema says $schema once, at its top");
    }
    for (JsonNode child : node) {
      inspect(child, depth + 1);
    }
  }

  private static void check(boolean holds, String rule) {
    if (!holds) {
      throw new RefusedException(rule);
    }
  }

  /**
   * What is wrong with arguments, at most ten things, by place and keyword and without any value;
   * empty when they fit.
   *
   * @param json an object
   */
  List<String> problems(String json) {
    try {
      return schema.validate(JsonMapper.shared().readTree(json)).stream()
          .limit(MAX_PROBLEMS)
          .map(ArgumentSchema::words)
          .toList();
    } catch (TimedPattern.TooSlowException e) {
      return List.of("a pattern of the schema takes too long to match");
    } catch (RuntimeException | StackOverflowError e) {
      // Without the cause, which may quote them.
      return List.of("they are no JSON, or the schema can't be applied to them");
    }
  }

  private static String words(Error error) {
    String place = String.valueOf(error.getInstanceLocation());
    String where = place.isEmpty() || place.equals("/") ? "the arguments" : place;
    String what = error.getProperty() == null ? "" : " (" + error.getProperty() + ")";
    return where + " must fit the schema's " + error.getKeyword() + what;
  }
}
