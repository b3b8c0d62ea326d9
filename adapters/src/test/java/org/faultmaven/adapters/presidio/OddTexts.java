package org.faultmaven.adapters.presidio;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Made-up texts with everything that Presidio finds, among characters beyond the basic plane,
 * combining marks and odd white space. The same for the same seed.
 */
final class OddTexts {
  private static final List<String> BLANKS =
      List.of(
          " ", " ", " ", "  ", "\t", "\u00a0", "\u2003", "\u3000", "\n", "\r\n", "\u2028",
          "\u200b ");

  private static final List<String> ODD =
      List.of(
          "\ud83d\ude00",
          "\ud835\udc00\ud835\udc01",
          "\ud800\udf30",
          "e\u0301",
          "o\u0308\u0323",
          "\u0301",
          "\ud83d\udc69\u200d\ud83d\udd2c",
          "\u0644\u0645",
          "\u6771\u4eac",
          "\ufeff",
          "\ud83d");

  private static final List<String> WORDS =
      List.of(
          "the", "report", "of", "failed", "Broker", "WARN", "said", "that", "was", "seen", "by",
          "number", "called", "at", "account", "order", "user", "and", "met", "retry", "in", "for");

  private static final List<String> FIRST =
      List.of("Maria", "John", "Ahmed", "Elena", "Wei", "Sean", "Zo\u00eb", "Bj\u00f6rn", "Ana");

  private static final List<String> LAST =
      List.of("Smith", "Garcia", "O'Neil", "Petrova", "M\u00fcller", "Chen", "Okafor", "Jones");

  private static final List<String> PLACES =
      List.of("Paris", "Springfield", "Lake Geneva", "Berlin", "the Canadians", "Germans", "Oslo");

  private final Random random;

  OddTexts(long seed) {
    random = new Random(seed);
  }

  List<String> some(int count) {
    var texts = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      texts.add(text());
    }
    return texts;
  }

  private String text() {
    var text = new StringBuilder();
    for (int token = 3 + random.nextInt(14); token > 0; token--) {
      text.append(
          switch (random.nextInt(7)) {
            case 0 -> of(ODD);
            case 1, 2 -> value();
            case 3 -> random.nextInt(100_000);
            default -> of(WORDS);
          });
      text.append(random.nextInt(12) == 0 ? "" : of(BLANKS));
    }
    return text.toString();
  }

  private String value() {
    return switch (random.nextInt(18)) {
      case 0, 1 -> of(FIRST) + " " + of(LAST);
      case 2 -> of(PLACES);
      case 3 -> of(FIRST).toLowerCase(java.util.Locale.ROOT) + "." + number(2) + "@example.com";
      case 4 -> 1 + random.nextInt(223) + "." + octet() + "." + octet() + "." + octet();
      case 5 -> "fe80::" + hex(4) + ":" + hex(4) + ":" + hex(4);
      case 6 -> card();
      case 7 -> iban();
      case 8 ->
          "social security number "
              + (100 + random.nextInt(500))
              + "-"
              + (10 + random.nextInt(89))
              + "-"
              + (1000 + random.nextInt(8999));
      case 9 -> "passport " + number(9);
      case 10 -> "bank account " + number(10);
      case 11 -> "driver license A" + number(7);
      case 12 -> "itin 9" + number(2) + "-7" + random.nextInt(9) + "-" + number(4);
      case 13 -> "+1 212 555 " + number(4);
      case 14 -> "+44 20 7946 0" + number(3);
      case 15 -> hex(2) + ":" + hex(2) + ":" + hex(2) + ":" + hex(2) + ":" + hex(2) + ":" + hex(2);
      case 16 -> nhs();
      default -> "1BoatSLRHtKNngkdXEeobR76b53LETtpyT";
    };
  }

  private String of(List<String> some) {
    return some.get(random.nextInt(some.size()));
  }

  private int octet() {
    return random.nextInt(256);
  }

  private String number(int digits) {
    var number = new StringBuilder();
    for (int i = 0; i < digits; i++) {
      number.append(random.nextInt(10));
    }
    return number.toString();
  }

  private String hex(int digits) {
    var hex = new StringBuilder();
    for (int i = 0; i < digits; i++) {
      hex.append(Character.forDigit(random.nextInt(16), 16));
    }
    return hex.toString();
  }

  /** Sixteen digits whose check digit is right, in one of the usual forms. */
  private String card() {
    String digits = "4" + number(14);
    int sum = 0;
    for (int i = 0; i < 15; i++) {
      int digit = digits.charAt(i) - '0';
      int weighed = i % 2 == 0 ? 2 * digit : digit;
      sum += weighed > 9 ? weighed - 9 : weighed;
    }
    digits += (10 - sum % 10) % 10;
    String gap = of(List.of("", " ", "-"));
    return String.join(
        gap,
        digits.substring(0, 4),
        digits.substring(4, 8),
        digits.substring(8, 12),
        digits.substring(12));
  }

  private String iban() {
    String account = number(18);
    java.math.BigInteger value = new java.math.BigInteger(account + "131400");
    int check = 98 - value.mod(java.math.BigInteger.valueOf(97)).intValue();
    return "DE%02d".formatted(check) + account;
  }

  private String nhs() {
    while (true) {
      String digits = number(9);
      int sum = 0;
      for (int i = 0; i < 9; i++) {
        sum += (10 - i) * (digits.charAt(i) - '0');
      }
      int check = 11 - sum % 11;
      if (check != 10) {
        digits += check % 11;
        return digits.substring(0, 3) + " " + digits.substring(3, 6) + " " + digits.substring(6);
      }
    }
  }
}
