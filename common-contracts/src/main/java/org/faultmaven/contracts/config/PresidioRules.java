package org.faultmaven.contracts.config;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What can be said of the anonymizer's operators without asking it. */
final class PresidioRules {
  private static final String KEY = "presidio.anonymizer-operators";

  /** Presidio takes no shorter salt. */
  private static final int SALT = 16;

  private PresidioRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.of(
            KEY,
            Set.of("presidio.anonymizer-url"),
            "must be left out unless presidio.anonymizer-url is given",
            config ->
                !config.presidio().anonymizerOperators().isSet()
                    || config.presidio().anonymizerUrl() != null),
        rule(
            "must be a JSON object that gives each entity type, or DEFAULT, an operator with its"
                + " type: {\"DEFAULT\": {\"type\": \"replace\", \"new_value\": \"***\"}}",
            PresidioRules::isWellFormed),
        rule(
            "must not have keep, which masks nothing",
            operators -> operators.valueStream().noneMatch(each -> is(each, "keep"))),
        rule(
            "must not have encrypt, which never gives equal values equal texts; hash with a salt"
                + " does",
            operators -> operators.valueStream().noneMatch(each -> is(each, "encrypt"))),
        rule(
            "must give hash a salt of at least "
                + SALT
                + " letters: without one equal values never get equal texts",
            operators ->
                operators
                    .valueStream()
                    .noneMatch(
                        each ->
                            is(each, "hash") && each.path("salt").asString("").length() < SALT)));
  }

  private static Rule rule(String must, Predicate<JsonNode> holds) {
    return Rule.of(
        KEY,
        Set.of(),
        must,
        config -> {
          Secret given = config.presidio().anonymizerOperators();
          return !given.isSet() || holds.test(read(given));
        });
  }

  private static boolean isWellFormed(JsonNode operators) {
    return operators.isObject()
        && !operators.isEmpty()
        && operators.valueStream().allMatch(each -> each.path("type").isString());
  }

  private static boolean is(JsonNode operator, String type) {
    return operator.path("type").asString("").equals(type);
  }

  private static JsonNode read(Secret operators) {
    try {
      return JsonMapper.shared().readTree(operators.reveal());
    } catch (JacksonException e) {
      // What it quotes may be secret; the rule of the form tells.
      return JsonMapper.shared().missingNode();
    }
  }
}
