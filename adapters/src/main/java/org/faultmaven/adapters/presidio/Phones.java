package org.faultmaven.adapters.presidio;

import com.google.i18n.phonenumbers.PhoneNumberMatch;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.Leniency;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.faultmaven.contracts.record.Span;
import org.faultmaven.redaction.rule.EntityTypes;

/**
 * Finds phone numbers as Presidio's {@code PhoneRecognizer} does: what libphonenumber calls valid
 * in one of its regions. It is the slowest by far of what Presidio does, so it looks only at
 * stretches that could hold a number, and at equal ones once. For one call: what it remembers is
 * raw.
 */
final class Phones {
  private static final double SCORE = 0.4;

  /** Presidio's, without Canada, whose numbers are valid where those of the United States are. */
  private static final List<String> REGIONS = List.of("US", "GB", "DE", "FR", "IL", "IN", "BR");

  /** The shortest number that is valid in one of them has five. */
  private static final int LEAST_DIGITS = 5;

  /** What a number is judged by besides itself: what it touches, and an extension. */
  private static final int BEFORE = 2;

  private static final int AFTER = 20;
  private static final String WITHIN = " +()[]-./~*\t";

  private record Place(int start, int end) {}

  private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
  private final Map<String, List<Place>> known = new HashMap<>();

  void find(String text, List<Span> spans) {
    for (int i = 0; i < text.length(); ) {
      if (!isWithin(text.charAt(i))) {
        i++;
        continue;
      }
      int end = i;
      int digits = 0;
      while (end < text.length() && isWithin(text.charAt(end))) {
        digits += Character.isDigit(text.charAt(end)) ? 1 : 0;
        end++;
      }
      if (digits >= LEAST_DIGITS) {
        look(text, Math.max(0, i - BEFORE), Math.min(text.length(), end + AFTER), spans);
      }
      i = end;
    }
  }

  private void look(String text, int from, int to, List<Span> spans) {
    for (Place place : known.computeIfAbsent(text.substring(from, to), this::places)) {
      spans.add(
          new Span(
              from + place.start, from + place.end, EntityTypes.PHONE_NUMBER, SCORE, Found.RULE));
    }
  }

  private List<Place> places(String stretch) {
    var places = new ArrayList<Place>();
    for (String region : REGIONS) {
      for (PhoneNumberMatch match :
          numbers.findNumbers(stretch, region, Leniency.VALID, Long.MAX_VALUE)) {
        var place = new Place(match.start(), match.end());
        if (!places.contains(place)) {
          places.add(place);
        }
      }
    }
    return places;
  }

  private static boolean isWithin(char c) {
    return (c >= '0' && c <= '9') || WITHIN.indexOf(c) >= 0 || (c > 127 && isOddWithin(c));
  }

  /** Digits, hyphens and blanks of other scripts. */
  private static boolean isOddWithin(char c) {
    return Character.isDigit(c)
        || Character.isSpaceChar(c)
        || (c >= '\u2010' && c <= '\u2015')
        || c == '\u2212'
        || c == '\u30fc'
        || c == '\u00ad'
        || c == '\u200b'
        || c == '\u2060'
        || c == '\u223c'
        || (c >= '\uff08' && c <= '\uff0f')
        || c == '\uff3b'
        || c == '\uff3d'
        || c == '\uff5e';
  }
}
