package org.faultmaven.redaction;

import java.util.Locale;
import java.util.Set;
import org.faultmaven.contracts.record.Span;
import org.faultmaven.redaction.rule.EntityTypes;

/**
 * The words of a policy that are nobody's name. What a model takes for a name and has none but
 * these words in it ({@code Controller}, {@code ReplicaFetcher Thread}) is none.
 */
final class Vocabulary {
  private final Set<String> words;

  /**
   * @param words in lower case
   */
  Vocabulary(Set<String> words) {
    this.words = words;
  }

  boolean explains(String text, Span span) {
    return !words.isEmpty()
        && EntityTypes.NAMES.contains(span.type())
        && explains(text, span.start(), span.end());
  }

  private boolean explains(String text, int start, int end) {
    for (int i = start; i < end; ) {
      if (!isLetter(text, i)) {
        i++;
        continue;
      }
      int after = i + 1;
      while (after < end && isLetter(text, after)) {
        after++;
      }
      if (!isKnown(text, i, after)
          && !hasKnownParts(text, i, after)
          && !isIdentifier(text, i, after)) {
        return false;
      }
      i = after;
    }
    return true;
  }

  /**
   * Whether a compound like {@code ReplicaFetcherThread} or {@code HTTPServer} is made of words.
   */
  private boolean hasKnownParts(String text, int start, int end) {
    int from = start;
    for (int i = start + 1; i <= end; i++) {
      boolean part =
          i == end
              || (isUpper(text, i)
                  && (!isUpper(text, i - 1) || (i + 1 < end && !isUpper(text, i + 1))));
      if (part) {
        if (!isKnown(text, from, i)) {
          return false;
        }
        from = i;
      }
    }
    return true;
  }

  /** {@code deb12u1}, {@code node_3}: nobody's name goes on in digits and has no capital. */
  private static boolean isIdentifier(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (text.charAt(i) < 'a' || text.charAt(i) > 'z') {
        return false;
      }
    }
    return isDigit(text, start - 1) || isDigit(text, end);
  }

  private static boolean isDigit(String text, int index) {
    return index >= 0 && index < text.length() && Wording.isDigit(text.charAt(index));
  }

  private boolean isKnown(String text, int start, int end) {
    return end - start == 1 || words.contains(text.substring(start, end).toLowerCase(Locale.ROOT));
  }

  private static boolean isLetter(String text, int index) {
    // Halves of letters beyond the basic plane too: what can't be looked up must not be explained.
    char c = text.charAt(index);
    return Character.isLetter(c) || Character.isSurrogate(c);
  }

  private static boolean isUpper(String text, int index) {
    return Character.isUpperCase(text.charAt(index));
  }
}
