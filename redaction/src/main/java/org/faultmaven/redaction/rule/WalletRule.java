package org.faultmaven.redaction.rule;

import java.util.List;

/** Bitcoin addresses, by their checksums, and Ethereum's by their form. */
final class WalletRule implements Rule {
  private static final double SCORE = 1;
  private static final double BY_FORM = 0.5;
  private static final CharSet BASE58 = CharSet.of("1-9A-HJ-NP-Za-km-z");
  private static final int LONGEST = 90;

  /** More are not looked at: no long number costs more than a short one. */
  private static final int MOST_DIGITS = 20;

  @Override
  public List<String> triggers() {
    return List.of(NUMBER, "bc1", "0x");
  }

  @Override
  public void confirm(Scan scan, int start, int end) {
    switch (scan.at(start)) {
      case 'b', 'B' -> confirmBech32(scan, start);
      case '0' -> {
        confirmEthereum(scan, start, end);
        confirmBase58(scan, start);
      }
      default -> confirmBase58(scan, start);
    }
  }

  /** The address may begin with any digit of the number, which may be another one's before it. */
  private static void confirmBase58(Scan scan, int number) {
    int digits = scan.endOf(CharSet.DIGITS, number, number + MOST_DIGITS);
    for (int i = number; i < digits; i++) {
      if (scan.at(i) == '1' || scan.at(i) == '3') {
        confirmBase58At(scan, i);
      }
    }
  }

  private static void confirmBase58At(Scan scan, int start) {
    int end = scan.endOf(BASE58, start, start + 36);
    int length = end - start;
    if (length >= 26
        && length <= 35
        && (!scan.has(CharSet.ALPHANUMERIC, end) || scan.endsWord(end))
        && WalletChecks.base58(scan.substring(start, end))) {
      scan.add(start, end, EntityTypes.CRYPTO, SCORE, "bitcoin");
    }
  }

  private static void confirmBech32(Scan scan, int start) {
    int end = scan.endOf(CharSet.ALPHANUMERIC, start, start + LONGEST + 1);
    if (end - start >= 14
        && end - start <= LONGEST
        && WalletChecks.bech32(scan.substring(start, end))) {
      scan.add(start, end, EntityTypes.CRYPTO, SCORE, "bitcoin");
    }
  }

  private static void confirmEthereum(Scan scan, int start, int end) {
    boolean prefix = end - start == 2 && scan.startsWord(start);
    if (prefix && scan.endOf(CharSet.HEX, end, end + 41) - end == 40 && scan.endsWord(end + 40)) {
      scan.add(start, end + 40, EntityTypes.CRYPTO, BY_FORM, "ethereum");
    }
  }
}
