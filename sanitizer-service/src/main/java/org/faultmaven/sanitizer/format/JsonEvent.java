package org.faultmaven.sanitizer.format;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.faultmaven.contracts.record.Fragment;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.record.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object or array, judged field by field: names, strings and numbers, each with the name it
 * stands under. Only what a verdict changes is replaced in the text, so that an event without
 * anything to mask stays as it is to the byte, numbers, escapes and blanks included. A masked
 * number becomes a string. Two names that are masked alike in one object stay apart.
 *
 * <p>What no fragment covers is punctuation, blanks, {@code true}, {@code false} and {@code null}:
 * a strict parser has seen to that.
 */
public final class JsonEvent implements Content {
  /**
   * A token of the text that is judged.
   *
   * @param object for a name the number of the object it is in, else {@link #NO_NAME}
   */
  record Token(int start, int end, int object) {
    static final int NO_NAME = -1;
  }

  private final String text;
  private final List<Token> tokens;
  private final List<Fragment> fragments;
  private final Map<String, String> fields;

  JsonEvent(String text, List<Token> tokens, List<Fragment> fragments, Map<String, String> fields) {
    this.text = text;
    this.tokens = tokens;
    this.fragments = fragments;
    this.fields = fields;
  }

  /**
   * @return null when the text is no JSON object or array
   * @throws RefusedException TOO_DEEP
   */
  static @Nullable JsonEvent parse(String text) throws RefusedException {
    return JsonReader.mayBeJson(text) ? new JsonReader(text).read() : null;
  }

  /**
   * The first text that is not blank under a dotted path, whether the dots nest or stand in a name;
   * objects within the first levels only, none in arrays.
   */
  public Optional<String> field(String path) {
    return Optional.ofNullable(fields.get(path));
  }

  @Override
  public List<Fragment> fragments() {
    return fragments;
  }

  @Override
  public SanitizedText compose(List<Verdict> verdicts) {
    var composed = new StringBuilder(text.length() + 64);
    Map<Integer, Set<String>> names = null;
    Map<Integer, Map<String, Integer>> numbers = new HashMap<>();
    int done = 0;
    for (int i = 0; i < tokens.size(); i++) {
      String masked = verdicts.get(i).text().text();
      if (masked.equals(fragments.get(i).text())) {
        continue;
      }
      Token token = tokens.get(i);
      if (token.object != Token.NO_NAME) {
        names = names == null ? untouchedNames(verdicts) : names;
        masked =
            distinct(
                masked,
                names.computeIfAbsent(token.object, o -> new HashSet<>()),
                numbers.computeIfAbsent(token.object, o -> new HashMap<>()));
      }
      composed.append(text, done, token.start);
      JsonText.quote(masked, composed);
      done = token.end;
    }
    composed.append(text, done, text.length());
    return Verdict.of(composed.toString(), List.of()).text();
  }

  private Map<Integer, Set<String>> untouchedNames(List<Verdict> verdicts) {
    var names = new HashMap<Integer, Set<String>>();
    for (int i = 0; i < tokens.size(); i++) {
      String name = fragments.get(i).text();
      if (tokens.get(i).object != Token.NO_NAME && verdicts.get(i).text().text().equals(name)) {
        names.computeIfAbsent(tokens.get(i).object, o -> new HashSet<>()).add(name);
      }
    }
    return names;
  }

  /**
   * @param next the number that a name which is taken is tried with next: one by one from the first
   *     an event of nothing but equal names would take a time that grows with their square
   */
  private static String distinct(String name, Set<String> taken, Map<String, Integer> next) {
    String distinct = name;
    while (!taken.add(distinct)) {
      distinct = name + "_" + next.merge(name, 2, (number, _) -> number + 1);
    }
    return distinct;
  }

  /** Its size only: it is raw. */
  @Override
  public String toString() {
    return "JsonEvent[" + tokens.size() + " fragments]";
  }
}
