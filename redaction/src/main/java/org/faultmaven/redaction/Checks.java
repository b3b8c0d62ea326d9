package org.faultmaven.redaction;

import java.util.Map;

/** Check digits and forms that tell a number of a kind from any number. */
final class Checks {
  /** Lengths by country, of the IBAN registry (ISO 13616). */
  private static final Map<String, Integer> IBAN_LENGTHS =
      Map.ofEntries(
          Map.entry("AD", 24),
          Map.entry("AE", 23),
          Map.entry("AL", 28),
          Map.entry("AT", 20),
          Map.entry("AZ", 28),
          Map.entry("BA", 20),
          Map.entry("BE", 16),
          Map.entry("BG", 22),
          Map.entry("BH", 22),
          Map.entry("BR", 29),
          Map.entry("BY", 28),
          Map.entry("CH", 21),
          Map.entry("CR", 22),
          Map.entry("CY", 28),
          Map.entry("CZ", 24),
          Map.entry("DE", 22),
          Map.entry("DK", 18),
          Map.entry("DO", 28),
          Map.entry("EE", 20),
          Map.entry("EG", 29),
          Map.entry("ES", 24),
          Map.entry("FI", 18),
          Map.entry("FO", 18),
          Map.entry("FR", 27),
          Map.entry("GB", 22),
          Map.entry("GE", 22),
          Map.entry("GI", 23),
          Map.entry("GL", 18),
          Map.entry("GR", 27),
          Map.entry("GT", 28),
          Map.entry("HR", 21),
          Map.entry("HU", 28),
          Map.entry("IE", 22),
          Map.entry("IL", 23),
          Map.entry("IQ", 23),
          Map.entry("IS", 26),
          Map.entry("IT", 27),
          Map.entry("JO", 30),
          Map.entry("KW", 30),
          Map.entry("KZ", 20),
          Map.entry("LB", 28),
          Map.entry("LC", 32),
          Map.entry("LI", 21),
          Map.entry("LT", 20),
          Map.entry("LU", 20),
          Map.entry("LV", 21),
          Map.entry("MC", 27),
          Map.entry("MD", 24),
          Map.entry("ME", 22),
          Map.entry("MK", 19),
          Map.entry("MR", 27),
          Map.entry("MT", 31),
          Map.entry("MU", 30),
          Map.entry("NL", 18),
          Map.entry("NO", 15),
          Map.entry("PK", 24),
          Map.entry("PL", 28),
          Map.entry("PS", 29),
          Map.entry("PT", 25),
          Map.entry("QA", 29),
          Map.entry("RO", 24),
          Map.entry("RS", 22),
          Map.entry("SA", 24),
          Map.entry("SC", 31),
          Map.entry("SE", 24),
          Map.entry("SI", 19),
          Map.entry("SK", 24),
          Map.entry("SM", 27),
          Map.entry("ST", 25),
          Map.entry("SV", 28),
          Map.entry("TL", 23),
          Map.entry("TN", 24),
          Map.entry("TR", 26),
          Map.entry("UA", 29),
          Map.entry("VA", 22),
          Map.entry("VG", 24),
          Map.entry("XK", 20));

  private Checks() {}

  /**
   * ISO/IEC 7812: Luhn's sum over 12 to 19 digits; separators are skipped. All digits equal is no
   * card.
   */
  static boolean isCard(String text) {
    String digits = digits(text);
    if (digits.length() < 12 || digits.length() > 19 || digits.chars().distinct().count() == 1) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int doubled = i % 2 == 0 ? digit : digit * 2;
      sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return sum % 10 == 0;
  }

  /** ISO 13616: the country's length, and 1 modulo 97 (ISO 7064). */
  static boolean isIban(String text) {
    String iban = text.replaceAll("[ -]", "").toUpperCase(java.util.Locale.ROOT);
    Integer length = iban.length() < 4 ? null : IBAN_LENGTHS.get(iban.substring(0, 2));
    if (length == null || iban.length() != length) {
      return false;
    }
    int remainder = 0;
    String turned = iban.substring(4) + iban.substring(0, 4);
    for (int i = 0; i < turned.length(); i++) {
      int value = Character.digit(turned.charAt(i), 36);
      remainder = (value > 9 ? remainder * 100 + value : remainder * 10 + value) % 97;
    }
    return remainder == 1;
  }

  /**
   * The Social Security Administration's rules: no area 000, 666 or 9xx, no group 00, no serial
   * 0000.
   */
  static boolean isSsn(String text) {
    String digits = digits(text);
    return digits.length() == 9
        && !digits.startsWith("000")
        && !digits.startsWith("666")
        && digits.charAt(0) != '9'
        && !digits.startsWith("00", 3)
        && !digits.startsWith("0000", 5);
  }

  /**
   * Four numbers up to 255, without leading zeros; neither 0.0.0.0 nor a netmask: those are
   * nobody's.
   */
  static boolean isIpv4(String text) {
    for (String part : text.split("\\.", -1)) {
      if (part.length() > 3
          || (part.length() > 1 && part.charAt(0) == '0')
          || Integer.parseInt(part) > 255) {
        return false;
      }
    }
    return !text.equals("0.0.0.0") && !text.startsWith("255.255.");
  }

  /**
   * RFC 4291: eight groups, or fewer with one double colon; not the unspecified address, nor a
   * qualified name such as {@code a::b}, which holds no digit.
   */
  static boolean isIpv6(String text) {
    if (digits(text).isEmpty() && text.length() < 9) {
      return false;
    }
    int gap = text.indexOf("::");
    if (gap != text.lastIndexOf("::") || text.equals("::")) {
      return false;
    }
    int groups = 0;
    for (String group : text.split(":", -1)) {
      if (group.length() > 4) {
        return false;
      }
      groups += group.isEmpty() ? 0 : 1;
    }
    boolean edge =
        (text.startsWith(":") && gap != 0) || (text.endsWith(":") && gap != text.length() - 2);
    return !edge && (gap >= 0 ? groups >= 1 && groups <= 7 : groups == 8);
  }

  /** IEEE 802: neither all zeros nor broadcast. */
  static boolean isMac(String text) {
    String digits = text.replaceAll("[:-]", "");
    return !digits.matches("0{12}|[fF]{12}");
  }

  /**
   * E.164: at most 15 digits with the country's code; at least 8, so that no small signed number is
   * one.
   */
  static boolean isPhone(String text) {
    int digits = digits(text).length();
    return digits >= 8 && digits <= 15;
  }

  private static String digits(String text) {
    var digits = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        digits.append(c);
      }
    }
    return digits.toString();
  }
}
