package org.faultmaven.redaction;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.faultmaven.contracts.record.Fragment;
import org.faultmaven.contracts.record.Span;

/**
 * A regular expression that is only tried where a literal stands: most texts hold none of the
 * literals, and looking for one costs next to nothing.
 *
 * @param literal what begins a match
 * @param pattern is matched at the literal; its last group (or, without groups, the whole) is the
 *     entity; bounded or possessive quantifiers only
 * @param wordStart whether the literal must not follow a letter or digit
 */
record LiteralRule(
    String name, String type, double score, String literal, Pattern pattern, boolean wordStart)
    implements Recognizer {

  static LiteralRule token(String name, String literal, String rest) {
    return new LiteralRule(
        name, EntityTypes.TOKEN, 1, literal, Pattern.compile(Pattern.quote(literal) + rest), true);
  }

  @Override
  public void find(Fragment fragment, Consumer<Span> found) {
    String text = fragment.text();
    Matcher matcher = null;
    int at = text.indexOf(literal);
    while (at >= 0) {
      int next = at + literal.length();
      if (!wordStart || at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1))) {
        matcher = matcher == null ? pattern.matcher(text).useTransparentBounds(true) : matcher;
        matcher.region(at, text.length());
        if (matcher.lookingAt()) {
          int group = matcher.groupCount();
          if (matcher.start(group) < matcher.end(group)) {
            found.accept(new Span(matcher.start(group), matcher.end(group), type, score, name));
          }
          next = Math.max(next, matcher.end());
        }
      }
      at = text.indexOf(literal, next);
    }
  }
}
