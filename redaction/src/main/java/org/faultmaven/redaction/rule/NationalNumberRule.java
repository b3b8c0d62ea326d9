package org.faultmaven.redaction.rule;

import java.util.List;

/**
 * Numbers that are told by their groups: social security (3-2-4), American (3-3-4), British and
 * French telephone numbers, NHS numbers. Only whole sequences of groups count, so that dates,
 * versions and columns of numbers are none.
 */
final class NationalNumberRule implements Rule {
  private static final double SURE = 0.85;
  private static final double LIKELY = 0.5;
  private static final double DOUBTFUL = 0.3;
  private static final int MOST_GROUPS = 6;

  @Override
  public List<String> triggers() {
    return List.of(NUMBER);
  }

  @Override
  public void confirm(Scan scan, int trigger, int triggerEnd) {
    int start = scan.numberStart(trigger);
    int firstEnd = scan.endOf(CharSet.DIGITS, start, start + 6);
    char separator = scan.at(firstEnd);
    if (firstEnd - start > 5 || !isBegin(scan, start)) {
      return;
    }
    if (separator == ')' && scan.at(start - 1) == '(') {
      confirmParenthesised(scan, start, firstEnd);
    } else if ((separator == '-' || separator == '.' || separator == ' ')
        && scan.has(CharSet.DIGITS, firstEnd + 1)) {
      confirmGroups(scan, start, separator);
    }
  }

  /** Not the rest of something with separators itself. */
  private static boolean isBegin(Scan scan, int start) {
    char before = scan.at(start - 1);
    boolean joined = before == '-' || before == '.' || before == '/' || before == ':';
    return scan.startsWord(start)
        && before != '+'
        && !(joined && scan.has(CharSet.ALPHANUMERIC, start - 2) && before != ':');
  }

  /** {@code (415) 555-2671}. */
  private static void confirmParenthesised(Scan scan, int start, int firstEnd) {
    int second = firstEnd + (scan.at(firstEnd + 1) == ' ' ? 2 : 1);
    int third = scan.endOf(CharSet.DIGITS, second, second + 4) + 1;
    int end = scan.endOf(CharSet.DIGITS, third, third + 5);
    boolean separated =
        scan.at(third - 1) == '-' || scan.at(third - 1) == '.' || scan.at(third - 1) == ' ';
    if (separated && firstEnd - start == 3 && third - second == 4 && end - third == 4) {
      if (scan.endsWord(end)) {
        scan.add(start - 1, end, EntityTypes.PHONE_NUMBER, SURE, "phone-american");
      }
    }
  }

  private static void confirmGroups(Scan scan, int start, char separator) {
    int[] starts = new int[MOST_GROUPS];
    int shape = 0;
    int groups = 0;
    int at = start;
    int end = start;
    while (groups < MOST_GROUPS) {
      end = scan.endOf(CharSet.DIGITS, at, at + 8);
      starts[groups++] = at;
      shape = shape * 16 + (end - at);
      if (separator == ' ' && scan.endsWord(end)) {
        confirmSpaced(scan, shape, starts, end);
      }
      if (scan.at(end) != separator || !scan.has(CharSet.DIGITS, end + 1)) {
        break;
      }
      at = end + 1;
    }
    if (scan.endsWord(end)) {
      confirmWhole(scan, shape, separator, starts, end);
    }
  }

  private static void confirmSpaced(Scan scan, int shape, int[] starts, int end) {
    int start = starts[0];
    boolean trunk = scan.at(start) == '0' && scan.at(start + 1) != '0';
    boolean british = shape == 0x344 || shape == 0x434 || shape == 0x56 || shape == 0x533;
    if (trunk && british) {
      scan.add(start, end, EntityTypes.PHONE_NUMBER, LIKELY, "phone-british");
    } else if (shape == 0x334 && Checks.nhs(digits(scan, start, end))) {
      scan.add(start, end, EntityTypes.UK_NHS, LIKELY, "nhs");
    }
  }

  private static void confirmWhole(Scan scan, int shape, char separator, int[] starts, int end) {
    int start = starts[0];
    switch (shape) {
      case 0x324 -> confirmSocialSecurity(scan, separator, start, end);
      case 0x334 -> {
        boolean area = scan.at(start) >= '2';
        boolean american = separator == '-' ? area : isNorthAmerican(scan, start, starts[1]);
        if (separator != ' ' && american) {
          scan.add(start, end, EntityTypes.PHONE_NUMBER, LIKELY, "phone-american");
        } else if (separator == '-' && Checks.nhs(digits(scan, start, end))) {
          scan.add(start, end, EntityTypes.UK_NHS, LIKELY, "nhs");
        }
      }
      case 0x1334 -> {
        if (scan.at(start) == '1' && scan.at(starts[1]) >= '2') {
          scan.add(start, end, EntityTypes.PHONE_NUMBER, LIKELY, "phone-american");
        }
      }
      case 0x22222 -> {
        boolean trunk = scan.at(start) == '0' && scan.at(start + 1) != '0';
        boolean dump =
            (scan.at(start - 1) == separator && scan.has(CharSet.HEX, start - 2))
                || (scan.at(end) == separator && scan.has(CharSet.HEX, end + 1));
        if (trunk && !dump) {
          scan.add(start, end, EntityTypes.PHONE_NUMBER, LIKELY, "phone-french");
        }
      }
      default -> {}
    }
  }

  /** The rules of the Social Security Administration; a 9 begins a taxpayer number (ITIN). */
  private static void confirmSocialSecurity(Scan scan, char separator, int start, int end) {
    String digits = digits(scan, start, end);
    int area = Integer.parseInt(digits, 0, 3, 10);
    int group = Integer.parseInt(digits, 3, 5, 10);
    double score = separator == '-' ? SURE : DOUBTFUL;
    if (area == 0 || area == 666 || group == 0 || digits.endsWith("0000")) {
      return;
    }
    if (area < 900) {
      scan.add(start, end, EntityTypes.US_SSN, score, "ssn");
    } else if (group >= 50 && group != 66 && group != 67 && group != 89 && group != 93) {
      scan.add(start, end, EntityTypes.US_ITIN, score, "itin");
    }
  }

  /** Neither area code nor exchange begins with 0 or 1. */
  private static boolean isNorthAmerican(Scan scan, int area, int exchange) {
    return scan.at(area) >= '2' && scan.at(exchange) >= '2';
  }

  private static String digits(Scan scan, int start, int end) {
    var digits = new StringBuilder(end - start);
    for (int i = start; i < end; i++) {
      if (scan.has(CharSet.DIGITS, i)) {
        digits.append(scan.at(i));
      }
    }
    return digits.toString();
  }
}
