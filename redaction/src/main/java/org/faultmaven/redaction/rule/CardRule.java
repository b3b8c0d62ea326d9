package org.faultmaven.redaction.rule;

import java.util.List;

/**
 * Payment cards: a known issuer's prefix and length, in one run or in the groups that are printed
 * on cards, with a valid check digit.
 */
final class CardRule implements Rule {
  private static final double SCORE = 1;
  private static final int LONGEST = 19;
  private static final CharSet FIRST = CharSet.of("2-6");

  @Override
  public List<String> triggers() {
    return List.of(NUMBER);
  }

  @Override
  public void confirm(Scan scan, int trigger, int triggerEnd) {
    int start = scan.numberStart(trigger);
    if (!scan.has(FIRST, start)) {
      return;
    }
    int firstEnd = scan.endOf(CharSet.DIGITS, start, start + LONGEST + 1);
    int firstLength = firstEnd - start;
    if ((firstLength != 4 && firstLength < 13) || !scan.startsWord(start)) {
      return;
    }
    int end = firstLength == 4 ? groupsEnd(scan, start) : firstEnd;
    if (end < 0 || !scan.endsWord(end)) {
      return;
    }
    String digits = scan.substring(start, end).replace(" ", "").replace("-", "");
    if (isIssued(digits) && Checks.luhn(digits)) {
      scan.add(start, end, EntityTypes.CREDIT_CARD, SCORE, "card");
    }
  }

  /** Groups of 4-4-4-4 and up to three more, or 4-6-4 and 4-6-5, with one kind of separator. */
  private static int groupsEnd(Scan scan, int start) {
    int at = start + 4;
    char separator = scan.at(at);
    if (separator != ' ' && separator != '-') {
      return -1;
    }
    int second = scan.endOf(CharSet.DIGITS, at + 1, at + 8) - at - 1;
    if (second == 6 && scan.at(at + 7) == separator) {
      int end = scan.endOf(CharSet.DIGITS, at + 8, at + 14);
      return end - at - 8 == 4 || end - at - 8 == 5 ? end : -1;
    }
    for (int group = 1; group < 4; group++) {
      int end = scan.endOf(CharSet.DIGITS, at + 1, at + 6);
      if (scan.at(at) != separator || end - at != 5) {
        return -1;
      }
      at = end;
    }
    return at;
  }

  /** ISO/IEC 7812 prefixes of the networks in use. */
  private static boolean isIssued(String digits) {
    int two = Integer.parseInt(digits, 0, 2, 10);
    int four = Integer.parseInt(digits, 0, 4, 10);
    return switch (digits.length()) {
      case 13 -> two / 10 == 4;
      case 14 -> two == 36 || two == 38 || two == 39 || (four >= 3000 && four <= 3059);
      case 15 -> two == 34 || two == 37;
      case 16 ->
          two / 10 == 4
              || (two >= 50 && two <= 69)
              || (four >= 2221 && four <= 2720)
              || (four >= 3528 && four <= 3589);
      case 17, 18, 19 -> two / 10 == 4 || two == 62 || two == 50 || (two >= 56 && two <= 69);
      default -> false;
    };
  }
}
