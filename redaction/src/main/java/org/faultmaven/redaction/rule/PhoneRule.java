package org.faultmaven.redaction.rule;

import java.util.List;

/**
 * International telephone numbers: a plus sign, a country code and 8 to 15 digits (E.164), in
 * groups or in one run. Not offsets of time zones ({@code +0100}), not differences ({@code +512}).
 */
final class PhoneRule implements Rule {
  private static final double SCORE = 0.7;
  private static final CharSet SEPARATORS = CharSet.of(" .()/-");
  private static final CharSet FIRST = CharSet.of("1-9");
  private static final int LEAST = 8;
  private static final int LEAST_IN_ONE_RUN = 10;
  private static final int MOST = 15;
  private static final int NORTH_AMERICAN = 11;

  @Override
  public List<String> triggers() {
    return List.of("+", "%2b");
  }

  @Override
  public void confirm(Scan scan, int plus, int afterPlus) {
    boolean alone = scan.startsWord(plus) && scan.at(plus - 1) != '+';
    if (!alone || !scan.has(FIRST, afterPlus) || isZoneOffset(scan, afterPlus)) {
      return;
    }
    boolean northAmerican = scan.at(afterPlus) == '1';
    int most = northAmerican ? NORTH_AMERICAN : MOST;
    int digits = 0;
    int end = afterPlus;
    boolean grouped = false;
    int at = afterPlus;
    while (digits < most) {
      int group = scan.endOf(CharSet.DIGITS, at, at + MOST + 1);
      if (group == at || digits + group - at > most || isDate(scan, at)) {
        break;
      }
      digits += group - at;
      end = group;
      at = scan.endOf(SEPARATORS, group, group + 2);
      grouped |= at > group;
    }
    boolean enough =
        northAmerican
            ? digits == NORTH_AMERICAN || (grouped && digits >= LEAST)
            : digits >= (grouped ? LEAST : LEAST_IN_ONE_RUN);
    if (enough && scan.endsWord(end)) {
      scan.add(plus, end, EntityTypes.PHONE_NUMBER, SCORE, "phone-international");
    }
  }

  /** A date after an offset of a zone: {@code +12 2026-03-01}. */
  private static boolean isDate(Scan scan, int at) {
    return scan.at(at + 4) == '-'
        && scan.at(at + 7) == '-'
        && scan.endOf(CharSet.DIGITS, at, at + 5) == at + 4;
  }

  private static boolean isZoneOffset(Scan scan, int start) {
    int end = scan.endOf(CharSet.DIGITS, start, start + 5);
    if (end - start != 4) {
      return false;
    }
    char minutes = scan.at(start + 2);
    return scan.at(start) == '1'
        && scan.at(start + 1) <= '4'
        && (minutes == '0' || minutes == '3' || minutes == '4');
  }
}
