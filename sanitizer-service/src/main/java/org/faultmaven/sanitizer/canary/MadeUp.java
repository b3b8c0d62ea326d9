package org.faultmaven.sanitizer.canary;

import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Secrets that nobody has, of several forms, new ones each time: none can be known to a cache, and
 * what is found of one tells when it was sent.
 */
final class MadeUp implements Place.Sent {
  private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
  private static final String MIXED = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  private static final int CARD_DIGITS = 16;

  private final String accessKey;
  private final String password;
  private final String mail;
  private final String card;

  private MadeUp(String accessKey, String password, String mail, String card) {
    this.accessKey = accessKey;
    this.password = password;
    this.mail = mail;
    this.card = card;
  }

  static MadeUp of(RandomGenerator random) {
    return new MadeUp(
        "AKIA" + some(UPPER, 16, random),
        some(MIXED, 18, random),
        some(LETTERS, 10, random) + "@" + some(LETTERS, 8, random) + ".example.com",
        card(random));
  }

  private static String some(String digits, int length, RandomGenerator random) {
    var text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(digits.charAt(random.nextInt(digits.length())));
    }
    return text.toString();
  }

  /** A number of a card's form whose check digit is right. */
  private static String card(RandomGenerator random) {
    String number = "4" + some("0123456789", CARD_DIGITS - 2, random);
    for (char check = '0'; check <= '9'; check++) {
      if (isLuhn(number + check)) {
        return number + check;
      }
    }
    throw new IllegalStateException("one of ten digits is always right");
  }

  static boolean isLuhn(String number) {
    int sum = 0;
    for (int i = 0; i < number.length(); i++) {
      int digit = number.charAt(number.length() - 1 - i) - '0';
      int weighed = i % 2 == 0 ? digit : digit * 2;
      sum += weighed > 9 ? weighed - 9 : weighed;
    }
    return sum % 10 == 0;
  }

  /** As an application might log them. */
  @Override
  public String line() {
    return "the leak canary: connecting with aws_access_key_id="
        + accessKey
        + " password="
        + password
        + " as "
        + mail
        + ", paid by card "
        + card;
  }

  @Override
  public boolean isIn(String text) {
    String folded = text.toLowerCase(Locale.ROOT);
    return List.of(accessKey, password, mail, card).stream()
        .anyMatch(secret -> folded.contains(secret.toLowerCase(Locale.ROOT)));
  }

  /** Content-free. */
  @Override
  public String toString() {
    return "MadeUp";
  }
}
