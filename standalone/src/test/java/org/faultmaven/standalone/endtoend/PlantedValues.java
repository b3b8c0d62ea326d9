package org.faultmaven.standalone.endtoend;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Made-up personal values and secrets of every kind that the engine knows in its first form, with
 * the part of each that must never be seen again. Seeded, so that a failure can be repeated.
 */
final class PlantedValues {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
  private static final String ALPHANUMERIC =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private final Random random;

  PlantedValues(long seed) {
    this.random = new Random(seed);
  }

  /**
   * @param kind what it is, for a test's report: the value itself must not stand there
   * @param inText how it stands in a line
   * @param secret what must not come through
   */
  record Planted(String kind, String inText, String secret) {}

  /** Ten of each of twenty kinds. */
  List<Planted> twoHundred() {
    var planted = new ArrayList<Planted>();
    for (int i = 0; i < 10; i++) {
      String name = pick(LETTERS, 7) + "." + pick(LETTERS, 9);
      planted.add(whole("email", name + "@" + pick(LETTERS, 8) + ".example.com"));
      planted.add(whole("internal email", name + "@corp.local"));
      planted.add(
          whole(
              "IPv4", "203.0." + (100 + random.nextInt(100)) + "." + (100 + random.nextInt(150))));
      planted.add(whole("IPv6", "2001:db8:" + hex(4) + ":" + hex(4) + "::" + hex(4)));
      planted.add(
          whole("MAC", "02:" + hex(2) + ":" + hex(2) + ":" + hex(2) + ":" + hex(2) + ":" + hex(2)));
      planted.add(whole("phone", "+1 202-555-01" + (10 + random.nextInt(90))));
      planted.add(whole("card", card()));
      planted.add(whole("IBAN", iban()));
      planted.add(
          whole(
              "SSN",
              "%03d-%02d-%04d"
                  .formatted(
                      100 + random.nextInt(500),
                      10 + random.nextInt(80),
                      1000 + random.nextInt(8000))));
      String password = pick(ALPHANUMERIC, 14);
      planted.add(
          new Planted(
              "URL credentials", "postgres://app:" + password + "@db.example:5432/x", password));
      String bearer = pick(ALPHANUMERIC, 40);
      planted.add(new Planted("bearer", "Authorization: Bearer " + bearer, bearer));
      String basic = pick(ALPHANUMERIC, 24) + "==";
      planted.add(new Planted("basic", "Authorization: Basic " + basic, basic));
      String slot = pick(ALPHANUMERIC, 12);
      planted.add(new Planted("password slot", "password=" + slot, slot));
      String quoted = pick(ALPHANUMERIC, 12) + " " + pick(ALPHANUMERIC, 6);
      planted.add(new Planted("quoted secret", "\"client_secret\": \"" + quoted + "\"", quoted));
      planted.add(
          whole(
              "JWT",
              "eyJ"
                  + pick(ALPHANUMERIC, 20)
                  + ".eyJ"
                  + pick(ALPHANUMERIC, 40)
                  + "."
                  + pick(ALPHANUMERIC, 43)));
      String pem = pick(ALPHANUMERIC, 64);
      planted.add(
          new Planted(
              "PEM", "-----BEGIN PRIVATE KEY-----\\n" + pem + "\\n-----END PRIVATE KEY-----", pem));
      planted.add(whole("AWS key", "AKIA" + pick(ALPHANUMERIC, 16).toUpperCase(Locale.ROOT)));
      planted.add(whole("forge token", "ghp_" + pick(ALPHANUMERIC, 36)));
      String home = pick(LETTERS, 9);
      planted.add(new Planted("home path", "/home/" + home + "/work/app.py", home));
      String user = pick(LETTERS, 10);
      planted.add(new Planted("user slot", "user=" + user, user));
    }
    return planted;
  }

  private static Planted whole(String kind, String value) {
    return new Planted(kind, value, value);
  }

  private String pick(String from, int length) {
    var text = new StringBuilder();
    random.ints(length, 0, from.length()).forEach(i -> text.append(from.charAt(i)));
    return text.toString();
  }

  private String hex(int digits) {
    // From 1: a leading zero would be a shorter group in IPv6's usual form.
    return Integer.toHexString(
        (1 + random.nextInt(15)) << (4 * (digits - 1)) | random.nextInt(1 << (4 * (digits - 1))));
  }

  /** Sixteen digits that pass Luhn's check. */
  private String card() {
    var digits = new StringBuilder("4");
    for (int i = 0; i < 14; i++) {
      digits.append(random.nextInt(10));
    }
    int sum = 0;
    for (int i = 0; i < 15; i++) {
      int digit = digits.charAt(14 - i) - '0';
      int doubled = i % 2 == 0 ? digit * 2 : digit;
      sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return digits.append((10 - sum % 10) % 10).toString();
  }

  /** A German IBAN whose check digits are right (ISO 13616). */
  private String iban() {
    var account = new StringBuilder();
    for (int i = 0; i < 18; i++) {
      account.append(random.nextInt(10));
    }
    int check = 98 - new BigInteger(account + "131400").mod(BigInteger.valueOf(97)).intValue();
    return "DE%02d%s".formatted(check, account);
  }
}
