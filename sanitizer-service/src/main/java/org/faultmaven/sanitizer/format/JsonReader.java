package org.faultmaven.sanitizer.format;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.faultmaven.contracts.record.Fragment;
import org.faultmaven.contracts.topic.QuarantineReason;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * One pass over a text that may be JSON: a strict parser says what it is, and a cursor beside it
 * where in the text each token stands.
 */
final class JsonReader {
  private static final int MAX_DEPTH = 100;

  /** Deeper than any field that names a source. */
  private static final int FIELD_DEPTH = 4;

  // Depth is counted here; the record's size bounds everything else.
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .disable(JsonFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
          .build();

  private final String text;
  private final List<JsonEvent.Token> tokens = new ArrayList<>();
  private final List<Fragment> fragments = new ArrayList<>();
  private final Map<String, String> fields = new HashMap<>();
  private final Deque<JsonScope> scopes = new ArrayDeque<>();
  private int at;
  private int objects;

  JsonReader(String text) {
    this.text = text;
  }

  /** A cheap look at both ends: most lines are no JSON, and a parser's exception is dear. */
  static boolean mayBeJson(String text) {
    String bare = text.strip();
    if (bare.length() < 2) {
      return false;
    }
    char last = bare.charAt(bare.length() - 1);
    return switch (bare.charAt(0)) {
      case '{' -> last == '}';
      case '[' -> last == ']';
      default -> false;
    };
  }

  /**
   * @return null when the text is no JSON object or array
   * @throws RefusedException TOO_DEEP
   */
  @Nullable JsonEvent read() throws RefusedException {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text.toCharArray())) {
      parser.nextToken();
      do {
        take(parser);
      } while (!scopes.isEmpty() && parser.nextToken() != null);
      if (!scopes.isEmpty() || parser.nextToken() != null) {
        return null;
      }
    } catch (JacksonException e) {
      // No JSON, then; the exception would quote the text.
      return null;
    }
    return new JsonEvent(text, tokens, fragments, fields);
  }

  private void take(JsonParser parser) throws RefusedException {
    switch (parser.currentToken()) {
      case START_OBJECT -> open(JsonScope.object(scopes.peek(), objects++));
      case START_ARRAY -> open(JsonScope.array(scopes.peek()));
      case END_OBJECT, END_ARRAY -> scopes.pop();
      case PROPERTY_NAME -> {
        JsonScope object = scopes.element();
        judge(parser.currentName(), null, object.number());
        object.enter(parser.currentName());
      }
      case VALUE_STRING -> {
        String value = parser.getString();
        judge(value, scopes.element().label(), JsonEvent.Token.NO_NAME);
        remember(value);
      }
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          judge(parser.getString(), scopes.element().label(), JsonEvent.Token.NO_NAME);
      case VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> nextToken();
      default -> throw new IllegalStateException("a JSON text has no such token");
    }
  }

  private void open(JsonScope scope) throws RefusedException {
    if (scopes.size() == MAX_DEPTH) {
      throw new RefusedException(QuarantineReason.TOO_DEEP);
    }
    scopes.push(scope);
  }

  private void judge(String value, @Nullable String label, int object) {
    int start = nextToken();
    tokens.add(new JsonEvent.Token(start, at, object));
    fragments.add(new Fragment(value, label));
  }

  /** Moves the cursor past the next scalar or name, and returns where it begins. */
  private int nextToken() {
    int start = JsonText.skipPunctuation(text, at);
    at = JsonText.endOfScalar(text, start);
    return start;
  }

  private void remember(String value) {
    JsonScope scope = scopes.element();
    scope.identify(value);
    String path = scopes.size() > FIELD_DEPTH ? null : scope.path();
    if (path != null && !value.isBlank()) {
      fields.putIfAbsent(path, value);
    }
  }
}
