package org.faultmaven.adapters.presidio;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.faultmaven.contracts.record.Span;
import org.faultmaven.redaction.rule.EntityTypes;

/**
 * Finds the numbers that Presidio's patterns find, in the raw text: bank accounts, passports,
 * licences, addresses. The engine's own rules are choosier: where somebody runs Presidio, what
 * Presidio would mask is masked.
 *
 * <p>The words around a number raise its score, as they do in Presidio. A word counts here somewhat
 * further before the number and in whatever form, so that nothing is missed for want of Presidio's
 * lemmas. Letters beyond ASCII always end a word, for the same reason.
 */
final class Numbers {
  private static final List<String> PASSPORT_WORDS =
      List.of("us", "united", "states", "passport", "travel", "document");
  private static final List<String> BANK_WORDS =
      List.of("check", "account", "acct", "bank", "save", "saving", "debit");
  private static final List<String> LICENSE_WORDS =
      List.of("driv", "license", "permit", "lic", "identification", "dls");
  private static final List<String> SSN_WORDS = List.of("social", "security", "ssn", "ssid");
  private static final List<String> TAX_WORDS =
      List.of("individual", "tax", "itin", "payer", "tin");

  private static final Pattern WORD = Pattern.compile("[0-9A-Za-z_]+");
  private static final Pattern LETTERED =
      Pattern.compile(
          "[A-Z][0-9]{1,14}|[A-Z][0-9]{18}|[A-Z]{2}[0-9]{2,7}|[0-9]{2}[A-Z]{3}[0-9]{5,6}"
              + "|[A-Z][0-9]{6}R|[0-9]{7,9}[A-Z]|[A-Z]{2}[0-9]{6}[A-Z]|[0-9]{8}[A-Z]{2}"
              + "|[0-9]{3}[A-Z]{2}[0-9]{4}|[A-Z][0-9][A-Z][0-9][A-Z]",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern SSN =
      Pattern.compile("\\b[0-9]{3}(?:[- .][0-9]{2}[- .][0-9]{4}|-[0-9]{6}|[0-9]{2}-[0-9]{4})\\b");
  private static final Pattern ITIN =
      Pattern.compile("\\b9[0-9]{2}[- ]?[5-9][0-9][- ]?[0-9]{4}\\b");
  private static final Pattern NHS = Pattern.compile("\\b[0-9]{3}[- ]?[0-9]{3}[- ]?[0-9]{4}\\b");
  private static final Pattern DEA =
      Pattern.compile("[abcdefghjklmprstux][a-z9][0-9]{7}", Pattern.CASE_INSENSITIVE);

  private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)";
  private static final Pattern IPV4 =
      Pattern.compile("\\b(?:" + OCTET + "\\.){3}" + OCTET + "(?:/[0-9]{1,2})?\\b");
  private static final Pattern IPV6 =
      Pattern.compile(
          "(?<![0-9A-Za-z_:])(?:[0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f]{0,4}"
              + "(?:%[0-9a-zA-Z]+)?(?:/[0-9]{1,3})?(?![0-9A-Za-z_:])");

  private static final double IP_SCORE = 0.6;
  private static final int SSN_DIGITS = 9;

  /** How far before a number, in UTF-16 units, the words stand that count. */
  private static final int CONTEXT = 160;

  private final String text;
  private final List<Span> spans;

  private Numbers(String text, List<Span> spans) {
    this.text = text;
    this.spans = spans;
  }

  static void find(String text, List<Span> spans) {
    new Numbers(text, spans).find();
  }

  private void find() {
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      int digits = digits(word.start(), word.end());
      if (digits == word.end() - word.start()) {
        number(word.start(), word.end());
      } else if (digits > 0) {
        lettered(word);
      }
    }
    grouped();
    addresses();
  }

  private int digits(int start, int end) {
    int digits = 0;
    for (int i = start; i < end; i++) {
      digits += isDigit(text.charAt(i)) ? 1 : 0;
    }
    return digits;
  }

  private void number(int start, int end) {
    int length = end - start;
    if (length >= 6 && (length <= 14 || length == 16)) {
      add(start, end, EntityTypes.US_DRIVER_LICENSE, 0.01, LICENSE_WORDS);
    }
    if (length >= 8 && length <= 17) {
      add(start, end, EntityTypes.US_BANK_NUMBER, 0.05, BANK_WORDS);
    }
    if (length == SSN_DIGITS) {
      add(start, end, EntityTypes.US_PASSPORT, 0.05, PASSPORT_WORDS);
      add(start, end, EntityTypes.US_SSN, 0.05, SSN_WORDS);
    }
  }

  private void lettered(Matcher word) {
    if (word.end() - word.start() > 19 || !LETTERED.matcher(word.group()).matches()) {
      return;
    }
    add(word.start(), word.end(), EntityTypes.US_DRIVER_LICENSE, 0.3, LICENSE_WORDS);
    if (word.end() - word.start() == SSN_DIGITS && !isDigit(text.charAt(word.start()))) {
      add(word.start(), word.end(), EntityTypes.US_PASSPORT, 0.1, PASSPORT_WORDS);
    }
  }

  private void grouped() {
    for (Matcher ssn = SSN.matcher(text); ssn.find(); ) {
      add(ssn.start(), ssn.end(), EntityTypes.US_SSN, 0.5, SSN_WORDS);
    }
    for (Matcher itin = ITIN.matcher(text); itin.find(); ) {
      boolean groups = itin.end() - itin.start() == SSN_DIGITS + 2;
      add(itin.start(), itin.end(), EntityTypes.US_ITIN, groups ? 0.5 : 0.3, TAX_WORDS);
    }
    for (Matcher nhs = NHS.matcher(text); nhs.find(); ) {
      if (isNhs(nhs.group())) {
        span(nhs.start(), nhs.end(), EntityTypes.UK_NHS, 1);
      }
    }
    Matcher dea = DEA.matcher(text);
    for (int from = 0; dea.find(from); from = dea.start() + 1) {
      if (isDea(dea.group())) {
        span(dea.start(), dea.end(), EntityTypes.MEDICAL_LICENSE, 1);
      }
    }
  }

  /** Without a look at what else they might be: four numbers of a version are an address here. */
  private void addresses() {
    for (Matcher ip = IPV4.matcher(text); ip.find(); ) {
      span(ip.start(), ip.end(), EntityTypes.IP_ADDRESS, IP_SCORE);
    }
    if (text.contains("::") || text.chars().filter(c -> c == ':').count() >= 7) {
      for (Matcher ip = IPV6.matcher(text); ip.find(); ) {
        if (isIpv6(ip.group())) {
          span(ip.start(), ip.end(), EntityTypes.IP_ADDRESS, IP_SCORE);
        }
      }
    }
  }

  private static boolean isIpv6(String group) {
    boolean digit = group.chars().anyMatch(c -> c != ':');
    return digit && (group.contains("::") || group.chars().filter(c -> c == ':').count() == 7);
  }

  private void add(int start, int end, String type, double score, List<String> words) {
    boolean raised = stands(words, start);
    span(start, end, type, raised ? Found.withContext(score) : score);
  }

  private void span(int start, int end, String type, double score) {
    spans.add(new Span(start, end, type, score, Found.RULE));
  }

  /** Presidio looks at five words that mean something, and at what the number is attached to. */
  private boolean stands(List<String> words, int start) {
    String around =
        text.substring(Math.max(0, start - CONTEXT), chunkEnd(start)).toLowerCase(Locale.ROOT);
    return words.stream().anyMatch(around::contains);
  }

  private int chunkEnd(int start) {
    int end = start;
    while (end < text.length() && end - start < CONTEXT && text.charAt(end) > ' ') {
      end++;
    }
    return end;
  }

  /** Weights 10 to 1, modulo 11. */
  private static boolean isNhs(String group) {
    int sum = 0;
    int weight = 10;
    for (int i = 0; i < group.length(); i++) {
      if (isDigit(group.charAt(i))) {
        sum += weight-- * (group.charAt(i) - '0');
      }
    }
    return sum % 11 == 0;
  }

  /** The six digits in the middle against the last, every other one counted twice. */
  private static boolean isDea(String group) {
    int sum = 0;
    int last = group.length() - 1;
    for (int i = last - 1; i >= 2; i--) {
      int digit = group.charAt(i) - '0';
      sum += (last - i) % 2 == 1 ? 2 * digit : digit;
    }
    return (sum - (group.charAt(last) - '0')) % 10 == 0;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
