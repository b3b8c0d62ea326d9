package org.faultmaven.contracts.record;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A raw JSON object or array that is judged field by field, so that what comes out is JSON again:
 * names, strings and numbers, each with the name it stands under. A masked number becomes a string;
 * two names that are masked alike in one object stay apart.
 */
public final class MaskedJson {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private final JsonNode raw;

  private MaskedJson(JsonNode raw) {
    this.raw = raw;
  }

  /** Empty when the text is no JSON object or array, or an object has a name twice. */
  public static Optional<MaskedJson> parse(String text) {
    String bare = text.strip();
    if (!bare.startsWith("{") && !bare.startsWith("[")) {
      return Optional.empty();
    }
    try {
      JsonNode read = JSON.readTree(text);
      return read.isContainer() ? Optional.of(new MaskedJson(read)) : Optional.empty();
    } catch (JacksonException e) {
      // No JSON, then; the exception would quote the text.
      return Optional.empty();
    }
  }

  public boolean isObject() {
    return raw.isObject();
  }

  /**
   * @param sanitize gives one verdict a fragment, in order
   */
  public SanitizedText masked(Sanitize sanitize) {
    var fragments = new ArrayList<Fragment>();
    map(
        raw,
        null,
        fragment -> {
          fragments.add(fragment);
          return fragment;
        });
    if (fragments.isEmpty()) {
      return new SanitizedText(raw.toString());
    }
    Iterator<Verdict> verdicts = sanitize.sanitize(List.copyOf(fragments)).iterator();
    JsonNode masked =
        map(raw, null, fragment -> new Fragment(verdicts.next().text().text(), fragment.label()));
    return new SanitizedText(masked.toString());
  }

  /** What judges fragments. */
  @FunctionalInterface
  public interface Sanitize {
    List<Verdict> sanitize(List<Fragment> fragments);
  }

  /** The node with each name and value replaced, in an order that is always the same. */
  private static JsonNode map(
      JsonNode node, @Nullable String label, UnaryOperator<Fragment> replace) {
    if (node.isObject()) {
      ObjectNode mapped = JSON.createObjectNode();
      Set<String> taken = new HashSet<>();
      for (var property : node.properties()) {
        String name = replace.apply(Fragment.of(property.getKey())).text();
        mapped.set(distinct(name, taken), map(property.getValue(), property.getKey(), replace));
      }
      return mapped;
    }
    if (node.isArray()) {
      ArrayNode mapped = JSON.createArrayNode();
      node.forEach(element -> mapped.add(map(element, label, replace)));
      return mapped;
    }
    if (node.isString() || node.isNumber()) {
      String text = node.asString();
      String masked = replace.apply(new Fragment(text, label)).text();
      return masked.equals(text) ? node : JSON.getNodeFactory().stringNode(masked);
    }
    return node;
  }

  private static String distinct(String name, Set<String> taken) {
    String distinct = name;
    for (int n = 2; !taken.add(distinct); n++) {
      distinct = name + "_" + n;
    }
    return distinct;
  }

  /** Without its content: it is raw. */
  @Override
  public String toString() {
    return "MaskedJson[" + raw.size() + " fields]";
  }
}
