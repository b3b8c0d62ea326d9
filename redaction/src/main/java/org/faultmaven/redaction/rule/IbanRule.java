package org.faultmaven.redaction.rule;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** IBANs: the country's length and a remainder of 1, in one run or in groups. */
final class IbanRule implements Rule {
  private static final double SCORE = 1;

  /** Lengths by country, of the SWIFT IBAN registry. */
  private static final Map<String, Integer> LENGTHS =
      lengths(
          "NO15 BE16 DK18 FI18 FO18 GL18 NL18 SD18 MK19 SI19 AT20 BA20 EE20 KZ20 LT20 LU20 XK20"
              + " CH21 HR21 LI21 LV21 BG22 BH22 CR22 DE22 GB22 GE22 IE22 ME22 RS22 VA22 AE23 GI23"
              + " IL23 IQ23 OM23 SO23 TL23 AD24 CZ24 ES24 MD24 PK24 RO24 SA24 SE24 SK24 TN24 VG24"
              + " LY25 PT25 ST25 IS26 TR26 BI27 DJ27 FR27 GR27 IT27 MC27 MR27 SM27 AL28 AZ28 BY28"
              + " CY28 DO28 GT28 HU28 LB28 NI28 PL28 SV28 BR29 EG29 FK18 JO30 KW30 MU30 PS29 QA29"
              + " UA29 LC32 MT31 SC31 RU33 MN20");

  private static Map<String, Integer> lengths(String table) {
    Map<String, Integer> lengths = new HashMap<>();
    for (String entry : table.split(" ", -1)) {
      lengths.put(entry.substring(0, 2), Integer.parseInt(entry, 2, 4, 10));
    }
    return Map.copyOf(lengths);
  }

  @Override
  public List<String> triggers() {
    return List.of(NUMBER);
  }

  @Override
  public void confirm(Scan scan, int digit, int digitEnd) {
    int start = digit - 2;
    boolean form =
        scan.has(CharSet.LETTERS, start)
            && scan.has(CharSet.LETTERS, start + 1)
            && scan.has(CharSet.DIGITS, digitEnd);
    if (!form || (scan.has(CharSet.ALPHANUMERIC, start - 1) && !scan.startsWord(start))) {
      return;
    }
    Integer length = LENGTHS.get(scan.substring(start, digit).toUpperCase(Locale.ROOT));
    if (length == null) {
      return;
    }
    var iban = new StringBuilder(length);
    int at = start;
    while (iban.length() < length) {
      char c = scan.at(at);
      if (CharSet.ALPHANUMERIC.contains(c)) {
        iban.append(c);
      } else if ((c != ' ' && c != '-') || !scan.has(CharSet.ALPHANUMERIC, at + 1)) {
        return;
      }
      at++;
    }
    scan.count(at - start);
    if (!scan.has(CharSet.ALPHANUMERIC, at) && Checks.iban(iban.toString())) {
      scan.add(start, at, EntityTypes.IBAN_CODE, SCORE, "iban");
    }
  }
}
