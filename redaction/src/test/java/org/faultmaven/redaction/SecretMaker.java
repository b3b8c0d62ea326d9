package org.faultmaven.redaction;

import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * Makes up secrets of every kind, with what they stand in: {@code password=} and a value. The value
 * is what may not survive.
 */
final class SecretMaker {
  /**
   * @param text the secret in its carrier
   * @param value what may not survive
   */
  record Planted(String text, String value) {}

  private static final String ALNUM =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
  private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  private static final String HEX = "0123456789abcdef";

  static final List<Function<Random, Planted>> KINDS =
      List.of(
          r -> whole(name(r) + "@" + name(r) + ".example.com"),
          r -> whole(name(r) + "@" + name(r) + ".local"),
          r -> whole(octet(r) + "." + octet(r) + "." + octet(r) + "." + octet(r)),
          r -> in(octet(r) + "." + octet(r) + "." + octet(r) + "." + octet(r), "", ":9092"),
          r -> whole("2001:db8::" + some(r, HEX, 3) + "1:" + some(r, HEX, 4)),
          r -> whole(mac(r, ":")),
          r -> whole(mac(r, "-")),
          r -> whole("+1 415 555 " + some(r, "0123456789", 4)),
          r -> whole("+4420" + some(r, "123456789", 8)),
          r -> whole("(212) 555-" + some(r, "0123456789", 4)),
          r -> whole(card(r, "")),
          r -> whole(card(r, " ")),
          r -> whole(card(r, "-")),
          r -> whole(iban(r)),
          r -> whole("5" + some(r, "12345678", 2) + "-4" + digit(r) + "-" + (1 + digit(r)) + "234"),
          r -> in(some(r, ALNUM, 12), "https://bob:", "@host.example/x"),
          r -> in(some(r, ALNUM, 12), "password=", ""),
          r -> in(some(r, ALNUM, 12), "DB_PASSWORD: ", ""),
          r -> in(some(r, ALNUM, 12), "--password ", ""),
          r -> in(some(r, ALNUM, 12), "api_key='", "'"),
          r -> in(some(r, ALNUM, 40), "aws_secret_access_key = ", ""),
          r -> in(some(r, ALNUM, 12), "<password>", "</password>"),
          r -> in("x" + some(r, ALNUM, 12) + "1", "/x?token=", "&y=1"),
          r -> in("x" + some(r, ALNUM, 12), "/x?y=1&sig=", ""),
          r -> in(some(r, ALNUM, 20) + "1", "Authorization: Bearer ", ""),
          r -> in(some(r, ALNUM, 20) + "1", "Bearer ", ""),
          r -> in(some(r, ALNUM, 12), "X-Api-Key: ", ""),
          r -> in("sid=" + some(r, ALNUM, 12), "Cookie: ", ""),
          r ->
              whole(
                  "eyJ"
                      + some(r, ALNUM, 20)
                      + ".eyJ"
                      + some(r, ALNUM, 20)
                      + "."
                      + some(r, ALNUM, 20)),
          r ->
              whole(
                  "-----BEGIN RSA PRIVATE KEY-----\\n"
                      + some(r, ALNUM, 64)
                      + "\\n-----END RSA PRIVATE KEY-----"),
          r -> whole("AKIA" + some(r, UPPER, 16)),
          r -> whole("ghp_" + some(r, ALNUM, 36)),
          r -> whole("fmk_" + some(r, ALNUM, 10) + "_" + some(r, ALNUM, 43)),
          r -> whole("github_pat_" + some(r, ALNUM, 40)),
          r -> whole("glpat-" + some(r, ALNUM, 20)),
          r -> whole("xoxb-" + some(r, "0123456789", 12) + "-" + some(r, ALNUM, 20)),
          r -> whole("sk_live_" + some(r, ALNUM, 24)),
          r -> whole("AIza" + some(r, ALNUM, 35)),
          r -> whole("npm_" + some(r, ALNUM, 36)),
          r -> whole("SG." + some(r, ALNUM, 22) + "." + some(r, ALNUM, 43)),
          r -> whole("hf_" + some(r, ALNUM, 34)),
          r -> whole("sk-1" + some(r, ALNUM, 40)),
          r -> whole("sk-ant-api03-" + some(r, ALNUM, 40)),
          r -> whole("dckr_pat_" + some(r, ALNUM, 27)),
          r -> in(name(r), "/home/", "/app"),
          r -> in(name(r), "C:\\Users\\", "\\app"),
          r -> in(name(r), "user=", ""),
          r -> in(name(r), "Accepted password for ", " from x"),
          r -> in(name(r), "session opened for user ", ""));

  private SecretMaker() {}

  private static Planted whole(String value) {
    return new Planted(value, value);
  }

  private static Planted in(String value, String before, String after) {
    return new Planted(before + value + after, value);
  }

  private static String some(Random random, String alphabet, int length) {
    var some = new StringBuilder();
    for (int i = 0; i < length; i++) {
      some.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return some.toString();
  }

  /** A word that no template holds. */
  private static String name(Random random) {
    return "zq" + some(random, LOWER, 6);
  }

  private static int digit(Random random) {
    return 1 + random.nextInt(8);
  }

  private static int octet(Random random) {
    return 10 + random.nextInt(240);
  }

  private static String mac(Random random, String separator) {
    return String.join(
        separator,
        "0a",
        some(random, HEX, 2),
        some(random, HEX, 2),
        some(random, HEX, 2),
        some(random, HEX, 2),
        "5e");
  }

  private static String card(Random random, String separator) {
    String body = "4" + some(random, "0123456789", 14);
    int sum = 0;
    for (int i = 0; i < body.length(); i++) {
      int weighted = (body.charAt(i) - '0') * (i % 2 == 0 ? 2 : 1);
      sum += weighted > 9 ? weighted - 9 : weighted;
    }
    String digits = body + (10 - sum % 10) % 10;
    return String.join(
        separator,
        digits.substring(0, 4),
        digits.substring(4, 8),
        digits.substring(8, 12),
        digits.substring(12));
  }

  private static String iban(Random random) {
    String account = some(random, "0123456789", 18);
    int rest = 0;
    String number = account + "131400";
    for (int i = 0; i < number.length(); i++) {
      rest = (rest * 10 + number.charAt(i) - '0') % 97;
    }
    int check = 98 - rest;
    return "DE" + (check < 10 ? "0" : "") + check + account;
  }
}
