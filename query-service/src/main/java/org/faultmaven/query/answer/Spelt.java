package org.faultmaven.query.answer;

import java.time.Instant;
import java.time.ZoneId;
import org.faultmaven.contracts.record.SanitizedText;

/**
 * Numbers and times as sanitised text. They hold nobody's data; sign by sign they are taken from a
 * constant, so that no way for strings is opened.
 */
final class Spelt {
  private static final String ALPHABET = "0123456789-: ";
  private static final SanitizedText SIGNS = SanitizedText.constant(ALPHABET);

  private Spelt() {}

  static SanitizedText number(long number) {
    return of(Long.toString(number));
  }

  /** To the second. */
  static SanitizedText time(Instant at, ZoneId zone) {
    return of(Moments.full(at, zone));
  }

  private static SanitizedText of(String signs) {
    return SanitizedText.join(
        "",
        signs
            .chars()
            .mapToObj(sign -> ALPHABET.indexOf(sign))
            .map(place -> SIGNS.part(place, place + 1))
            .toList());
  }
}
