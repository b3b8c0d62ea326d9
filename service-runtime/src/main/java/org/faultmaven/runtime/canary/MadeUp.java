package org.faultmaven.runtime.canary;

import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.faultmaven.contracts.record.Policy;

/**
 * What a canary carries: secrets that nobody has, of several forms, new ones each time, so that
 * none can be known to a cache. Whoever sent it finds it again by its very secrets; elsewhere, and
 * after a restart, they are recognised by the form that they have in a canary's line.
 */
public final class MadeUp {
  private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
  private static final String MIXED = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  /** The words of every canary, to search for. */
  public static final String BEGIN = "the leak canary: connecting";

  private static final int CARD_DIGITS = 16;

  /** Masked, none of these matches: a pseudonym begins where the value would. */
  private static final Pattern UNMASKED =
      Pattern.compile(
          "aws_access_key_id=AKIA[A-Z2-7]{16}"
              + "|password=[a-zA-Z2-9]{18}(?![a-zA-Z0-9])"
              + "|[a-z]{10}@[a-z]{8}\\.example\\.com"
              + "|paid by card [0-9]{16}",
          Pattern.CASE_INSENSITIVE);

  private final String line;
  private final List<String> secrets;

  private MadeUp(String line, List<String> secrets) {
    this.line = line;
    this.secrets = List.copyOf(secrets);
  }

  /**
   * @param policy of the lines: what it does not promise to mask is not sent
   */
  public static MadeUp of(RandomGenerator random, Policy policy) {
    String mail = some(LETTERS, 10, random) + "@" + some(LETTERS, 8, random) + ".example.com";
    String card = card(random);
    String accessKey = "AKIA" + some(UPPER, 16, random);
    String password = some(MIXED, 18, random);
    String last = " as " + mail + ", paid by card " + card;
    // As an application might log them.
    return policy.entities().contains("PASSWORD")
        ? new MadeUp(
            BEGIN + " with aws_access_key_id=" + accessKey + " password=" + password + last,
            List.of(accessKey, password, mail, card))
        : new MadeUp(BEGIN + last, List.of(mail, card));
  }

  /** Whether a text of the canary's tenant holds a secret of any canary. */
  public static boolean anyIn(String text) {
    return UNMASKED.matcher(text).find();
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

  /** What is sent. */
  public String line() {
    return line;
  }

  /** Whether a text holds one of its secrets, in whatever case. */
  public boolean isIn(String text) {
    String folded = text.toLowerCase(Locale.ROOT);
    return secrets.stream().anyMatch(secret -> folded.contains(secret.toLowerCase(Locale.ROOT)));
  }

  /** Content-free. */
  @Override
  public String toString() {
    return "MadeUp";
  }
}
