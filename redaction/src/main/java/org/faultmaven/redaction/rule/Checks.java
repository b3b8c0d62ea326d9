package org.faultmaven.redaction.rule;

/** Check digits. Strings of ASCII digits and letters only, without separators. */
final class Checks {
  private Checks() {}

  /** ISO/IEC 7812-1, annex B. */
  static boolean luhn(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int weighted = i % 2 == 0 ? digit : 2 * digit;
      sum += weighted > 9 ? weighted - 9 : weighted;
    }
    return sum % 10 == 0;
  }

  /** ISO 13616: the first four characters moved to the end, letters as 10 to 35, modulo 97. */
  static boolean iban(String iban) {
    int rest = 0;
    for (int i = 0; i < iban.length(); i++) {
      int value = Character.digit(iban.charAt((i + 4) % iban.length()), 36);
      rest = (value > 9 ? rest * 100 + value : rest * 10 + value) % 97;
    }
    return rest == 1;
  }

  /** The British NHS number: weights 10 to 1, modulo 11. */
  static boolean nhs(String digits) {
    int sum = 0;
    for (int i = 0; i < 10; i++) {
      sum += (10 - i) * (digits.charAt(i) - '0');
    }
    return sum % 11 == 0;
  }

  /** The American DEA number's seven digits: odd places, and twice the even ones. */
  static boolean dea(String digits) {
    int sum = 0;
    for (int i = 0; i < 6; i++) {
      sum += (i % 2 == 0 ? 1 : 2) * (digits.charAt(i) - '0');
    }
    return sum % 10 == digits.charAt(6) - '0';
  }
}
