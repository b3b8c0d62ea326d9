package org.faultmaven.redaction;

import java.util.function.Consumer;
import org.faultmaven.contracts.record.Fragment;
import org.faultmaven.contracts.record.Span;

/**
 * E-mail addresses, internal domains too ({@code bob@corp.local}, which Presidio misses). Looks
 * outward from each {@code @}, at most the 64 and 255 characters that RFC 5321 allows.
 */
final class EmailRule implements Recognizer {
  private static final int LOCAL_PART = 64;
  private static final int DOMAIN = 255;

  @Override
  public void find(Fragment fragment, Consumer<Span> found) {
    String text = fragment.text();
    for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
      int start = at;
      while (start > 0 && at - start < LOCAL_PART && isLocal(text.charAt(start - 1))) {
        start--;
      }
      while (start < at && text.charAt(start) == '.') {
        start++;
      }
      int end = domainEnd(text, at + 1);
      if (start < at && end > 0) {
        found.accept(new Span(start, end, EntityTypes.EMAIL_ADDRESS, 1, "email"));
      }
    }
  }

  /** The end of a domain with a dot and a top level of letters, or -1. */
  private static int domainEnd(String text, int from) {
    int end = from;
    while (end < text.length() && end - from < DOMAIN && isDomain(text.charAt(end))) {
      end++;
    }
    while (end > from && !Character.isLetterOrDigit(text.charAt(end - 1))) {
      end--;
    }
    int dot = text.lastIndexOf('.', end - 1);
    // java.lang.Object@1b6d is no address: its "domain" has no dot.
    boolean hasTop = dot > from && end - dot > 2 && Character.isLetter(text.charAt(dot + 1));
    return hasTop ? end : -1;
  }

  /**
   * What addresses use in practice of RFC 5322's atoms: the rest would swallow a query string or a
   * path.
   */
  private static boolean isLocal(char c) {
    return Character.isLetterOrDigit(c) || "._%+-!#$*^~".indexOf(c) >= 0;
  }

  private static boolean isDomain(char c) {
    return Character.isLetterOrDigit(c) || c == '.' || c == '-';
  }
}
