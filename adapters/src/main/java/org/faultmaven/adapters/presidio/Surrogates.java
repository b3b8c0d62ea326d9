package org.faultmaven.adapters.presidio;

/** UTF-16 without halves of characters, which JSON can't carry to every server. */
final class Surrogates {
  private static final char REPLACEMENT = '\ufffd';

  private Surrogates() {}

  /** The same text, each lone surrogate replaced by a character of the same length. */
  static String paired(String text) {
    StringBuilder paired = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (pair) {
        i++;
      } else {
        paired = paired == null ? new StringBuilder(text) : paired;
        paired.setCharAt(i, REPLACEMENT);
      }
    }
    return paired == null ? text : paired.toString();
  }
}
