package org.faultmaven.redaction;

import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.faultmaven.contracts.record.Fragment;
import org.faultmaven.contracts.record.Span;

/**
 * A regular expression with a confirmer. The expression must not backtrack further than a fixed
 * length: bounded or possessive quantifiers only.
 *
 * @param group the part that is the entity
 */
record PatternRule(
    String name, String type, double score, Pattern pattern, int group, Predicate<String> confirm)
    implements Recognizer {

  static PatternRule of(
      String name, String type, double score, String pattern, Predicate<String> confirm) {
    return new PatternRule(name, type, score, Pattern.compile(pattern), 0, confirm);
  }

  static PatternRule ofGroup(String name, String type, double score, String pattern) {
    return new PatternRule(name, type, score, Pattern.compile(pattern), 1, value -> true);
  }

  @Override
  public void find(Fragment fragment, Consumer<Span> found) {
    Matcher matcher = pattern.matcher(fragment.text());
    while (matcher.find()) {
      if (matcher.start(group) < matcher.end(group) && confirm.test(matcher.group(group))) {
        found.accept(new Span(matcher.start(group), matcher.end(group), type, score, name));
      }
    }
  }
}
