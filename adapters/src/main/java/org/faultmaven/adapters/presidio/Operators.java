package org.faultmaven.adapters.presidio;

import java.util.Set;
import java.util.TreeSet;
import org.faultmaven.contracts.config.Secret;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The operators that a deployment names, as Presidio's {@code anonymizers} has them. Their
 * parameters may be secret (a salt).
 */
final class Operators {
  /** Presidio's word for all types that have no operator of their own. */
  static final String DEFAULT = "DEFAULT";

  private final ObjectNode byType;

  private Operators(ObjectNode byType) {
    this.byType = byType;
  }

  /**
   * @param json checked with the configuration; none when not set
   */
  static Operators of(Secret json) {
    JsonMapper mapper = JsonMapper.shared();
    return new Operators(
        json.isSet() ? mapper.readTree(json.reveal()).asObject() : mapper.createObjectNode());
  }

  boolean isEmpty() {
    return byType.isEmpty();
  }

  boolean has(String type) {
    return byType.has(type) || byType.has(DEFAULT);
  }

  /** Entity types, and {@link #DEFAULT} when it is there. */
  Set<String> types() {
    return new TreeSet<>(byType.propertyNames());
  }

  /** What Presidio must know to carry them out: {@code mask}, {@code replace}. */
  Set<String> names() {
    var names = new TreeSet<String>();
    byType.values().forEach(each -> names.add(each.path("type").asString()));
    return names;
  }

  /** For a request. */
  JsonNode json() {
    return byType;
  }

  /** Without parameters. */
  @Override
  public String toString() {
    return "Operators" + types();
  }
}
