package org.faultmaven.sanitizer.format;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where in a JSON text one is, and the label of what stands there: the name of the field. A name
 * that says nothing by itself takes the one above it along ({@code user.name}), the items of an
 * array have the array's, and the value of a pair has the pair's key: {@code {"key": "password",
 * "value": ...}} is a password, as attributes of OpenTelemetry are written.
 */
final class JsonScope {
  private static final Set<String> VAGUE =
      Set.of("name", "id", "text", "raw", "original", "full", "first", "last");
  private static final Set<String> KEYS = Set.of("key", "name", "k");

  /** Names of a pair's value, and of OpenTelemetry's typed values in it. */
  private static final Set<String> VALUES =
      Set.of(
          "value",
          "values",
          "v",
          "stringValue",
          "intValue",
          "doubleValue",
          "bytesValue",
          "arrayValue");

  private static final int LONGEST_KEY = 128;
  private static final int NO_NUMBER = -1;

  private final int number;
  private final @Nullable String outer;
  private final @Nullable String prefix;
  private @Nullable String name;
  private @Nullable String key;

  /**
   * @param number of the object; {@link #NO_NUMBER} for an array
   * @param outer label of the object or array as a whole
   * @param prefix dotted path to the object, ending with its dot; null inside arrays
   */
  private JsonScope(int number, @Nullable String outer, @Nullable String prefix) {
    this.number = number;
    this.outer = outer;
    this.prefix = prefix;
  }

  static JsonScope object(@Nullable JsonScope parent, int number) {
    if (parent == null) {
      return new JsonScope(number, null, "");
    }
    String path = parent.path();
    return new JsonScope(number, parent.label(), path == null ? null : path + ".");
  }

  static JsonScope array(@Nullable JsonScope parent) {
    return new JsonScope(NO_NUMBER, parent == null ? null : parent.label(), null);
  }

  int number() {
    return number;
  }

  /** Goes to a field of this object. */
  void enter(String field) {
    name = field;
  }

  /** Takes note of a string value: it may be the key of a pair. */
  void identify(String value) {
    if (name != null && KEYS.contains(name) && value.length() <= LONGEST_KEY) {
      key = value;
    }
  }

  /** The label of what stands here. */
  @Nullable String label() {
    String field = name;
    if (field == null) {
      return outer;
    }
    if (VALUES.contains(field)) {
      return key != null ? key : outer != null ? outer : field;
    }
    return outer != null && (VAGUE.contains(field) || KEYS.contains(field))
        ? outer + "." + field
        : field;
  }

  /** The dotted path of what stands here, or null in arrays. */
  @Nullable String path() {
    return prefix == null || name == null ? null : prefix + name;
  }
}
