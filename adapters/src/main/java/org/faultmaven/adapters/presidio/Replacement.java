package org.faultmaven.adapters.presidio;

import java.util.Locale;

/** What an operator may give for a value, whatever it is configured to do. */
final class Replacement {
  /** In UTF-16 units. */
  static final int LONGEST = 1_024;

  private Replacement() {}

  /**
   * Whether the text is short, of one line, and shows no more than half of the value in one piece.
   */
  static boolean isFit(String text, String value) {
    return text.length() <= LONGEST
        && text.chars().noneMatch(Character::isISOControl)
        && !shows(text.toLowerCase(Locale.ROOT), value.strip().toLowerCase(Locale.ROOT));
  }

  private static boolean shows(String text, String value) {
    int piece = value.length() / 2 + 1;
    for (int i = 0; i + piece <= value.length() && piece <= text.length(); i++) {
      if (text.contains(value.substring(i, i + piece))) {
        return true;
      }
    }
    return false;
  }
}
