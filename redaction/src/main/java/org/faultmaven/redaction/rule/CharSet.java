package org.faultmaven.redaction.rule;

/** A set of ASCII characters, and perhaps all others. */
final class CharSet {
  static final CharSet DIGITS = of("0-9");
  static final CharSet HEX = of("0-9a-fA-F");
  static final CharSet LETTERS = of("a-zA-Z");
  static final CharSet ALPHANUMERIC = of("0-9a-zA-Z");

  /** What a word is made of, where a boundary is asked for. */
  static final CharSet WORD = of("0-9a-zA-Z_");

  /** RFC 4648, section 5. */
  static final CharSet BASE64_URL = of("0-9a-zA-Z_-");

  /** RFC 7235's token68: what follows {@code Bearer} and {@code Basic}. */
  static final CharSet TOKEN68 = of("0-9a-zA-Z._~+/=-");

  private final long low;
  private final long high;
  private final boolean beyondAscii;

  private CharSet(long low, long high, boolean beyondAscii) {
    this.low = low;
    this.high = high;
    this.beyondAscii = beyondAscii;
  }

  /** Characters and ranges, as in a regular expression's class; a hyphen for itself stands last. */
  static CharSet of(String members) {
    long low = 0;
    long high = 0;
    for (int i = 0; i < members.length(); i++) {
      char from = members.charAt(i);
      char to = from;
      if (i + 2 < members.length() && members.charAt(i + 1) == '-') {
        to = members.charAt(i + 2);
        i += 2;
      }
      for (char c = from; c <= to; c++) {
        if (c < 64) {
          low |= 1L << c;
        } else {
          high |= 1L << c;
        }
      }
    }
    return new CharSet(low, high, false);
  }

  /** This set and every character that is not ASCII. */
  CharSet andBeyondAscii() {
    return new CharSet(low, high, true);
  }

  /** Every character that is not in this set. */
  CharSet complement() {
    return new CharSet(~low, ~high, !beyondAscii);
  }

  boolean contains(char c) {
    return c < 64 ? (low >>> c & 1) != 0 : c < 128 ? (high >>> c & 1) != 0 : beyondAscii;
  }
}
