package org.faultmaven.sanitizer.format;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.record.Fragment;
import org.faultmaven.contracts.record.Policy;
import org.faultmaven.contracts.record.Span;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.record.Verdict;
import org.faultmaven.contracts.topic.QuarantineReason;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON object or array that stays one: keys, strings and numbers are sanitised one by one, each
 * with the name it stands under, in one call; order, numbers' digits, booleans and nulls stay. A
 * masked number becomes a string.
 */
public final class JsonEvent {
  private static final int MAX_DEPTH = 100;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxStringLength(Integer.MAX_VALUE)
                          .maxNumberLength(10_000)
                          .build())
                  .build())
          // Of two equal keys one would be lost.
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final JsonNode tree;

  private JsonEvent(JsonNode tree) {
    this.tree = tree;
  }

  /**
   * The event that a text is; empty when it is no JSON object or array, and so plain text.
   *
   * @throws RefusedException TOO_DEEP
   */
  public static Optional<JsonEvent> parse(String text) throws RefusedException {
    String start = text.stripLeading();
    if (!start.startsWith("{") && !start.startsWith("[{")) {
      return Optional.empty();
    }
    try {
      return Optional.of(new JsonEvent(MAPPER.readTree(text)));
    } catch (StreamConstraintsException e) {
      throw new RefusedException(QuarantineReason.TOO_DEEP);
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /** The parsed event, for looking at. */
  JsonNode tree() {
    return tree;
  }

  /** The event sanitised; the verdict's spans count within their own field. */
  public Verdict sanitize(ISanitizer sanitizer, Tenant tenant, Policy policy) {
    var fragments = new ArrayList<Fragment>();
    collect(tree, null, fragments);
    List<Verdict> verdicts = sanitizer.sanitize(tenant, fragments, policy);
    var spans = new ArrayList<Span>();
    verdicts.forEach(verdict -> spans.addAll(verdict.spans()));
    JsonNode clean = rebuild(tree, verdicts.iterator());
    return Verdict.of(MAPPER.writeValueAsString(clean), spans);
  }

  private static void collect(JsonNode node, @Nullable String label, List<Fragment> fragments) {
    switch (node) {
      case ObjectNode object -> {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
          fragments.add(Fragment.of(field.getKey()));
          collect(field.getValue(), label(label, field.getKey(), field.getValue()), fragments);
        }
      }
      case ArrayNode array -> array.forEach(item -> collect(item, label, fragments));
      default -> {
        if (isText(node)) {
          fragments.add(new Fragment(node.asString(), label));
        }
      }
    }
  }

  /** {@code user.name} rather than {@code name}, which says nothing by itself. */
  private static String label(@Nullable String parent, String name, JsonNode value) {
    boolean vague =
        name.equals("name") || name.equals("id") || name.equals("value") || name.equals("key");
    return parent != null && vague && !value.isContainer() ? parent + "." + name : name;
  }

  private static JsonNode rebuild(JsonNode node, Iterator<Verdict> verdicts) {
    return switch (node) {
      case ObjectNode object -> {
        ObjectNode clean = MAPPER.createObjectNode();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
          String key = verdicts.next().text().text();
          clean.set(key, rebuild(field.getValue(), verdicts));
        }
        yield clean;
      }
      case ArrayNode array -> {
        ArrayNode clean = MAPPER.createArrayNode();
        array.forEach(item -> clean.add(rebuild(item, verdicts)));
        yield clean;
      }
      default -> isText(node) ? rebuilt(node, verdicts.next()) : node;
    };
  }

  private static JsonNode rebuilt(JsonNode node, Verdict verdict) {
    boolean untouchedNumber = node.isNumber() && verdict.spans().isEmpty();
    return untouchedNumber ? node : MAPPER.getNodeFactory().stringNode(verdict.text().text());
  }

  private static boolean isText(JsonNode node) {
    return node.isString() || node.isNumber();
  }
}
