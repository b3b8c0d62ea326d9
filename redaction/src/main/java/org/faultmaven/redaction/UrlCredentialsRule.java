package org.faultmaven.redaction;

import java.util.function.Consumer;
import org.faultmaven.contracts.record.Fragment;
import org.faultmaven.contracts.record.Span;

/** The user and the password in {@code scheme://user:password@host} (RFC 3986's userinfo). */
final class UrlCredentialsRule implements Recognizer {
  private static final int MAX_USERINFO = 512;

  @Override
  public void find(Fragment fragment, Consumer<Span> found) {
    String text = fragment.text();
    for (int at = text.indexOf("://"); at >= 0; at = text.indexOf("://", at + 3)) {
      int start = at + 3;
      int end = lastAt(text, start);
      if (end > start) {
        int colon = text.indexOf(':', start);
        if (colon > start && colon < end) {
          found.accept(new Span(start, colon, EntityTypes.USERNAME, 1, "url-user"));
        }
        int secret = colon >= start && colon < end ? colon + 1 : start;
        if (secret < end) {
          found.accept(new Span(secret, end, EntityTypes.SECRET, 1, "url-password"));
        }
      }
    }
  }

  /** The last {@code @} of the authority: a password may hold one, and even a slash before it. */
  private static int lastAt(String text, int start) {
    int last = -1;
    for (int i = start; i < text.length() && i - start < MAX_USERINFO; i++) {
      char c = text.charAt(i);
      if (c == '@') {
        last = i;
      } else if (Character.isWhitespace(c)
          || "\"'<>".indexOf(c) >= 0
          || ("/?#".indexOf(c) >= 0 && last >= 0)) {
        break;
      } else if ((c == '?' || c == '/') && text.indexOf(':', start) > i) {
        break;
      } else if (c == '/' && noAtSoon(text, i)) {
        break;
      }
    }
    return last;
  }

  /**
   * A slash after {@code host:8080} begins a path, unless an {@code @} comes before the path could
   * end.
   */
  private static boolean noAtSoon(String text, int slash) {
    for (int i = slash; i < text.length() && i - slash < MAX_USERINFO; i++) {
      char c = text.charAt(i);
      if (c == '@') {
        return false;
      }
      if (Character.isWhitespace(c) || "\"'<>?".indexOf(c) >= 0) {
        return true;
      }
    }
    return true;
  }
}
