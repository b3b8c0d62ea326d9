package org.faultmaven.adapters.presidio;

import org.faultmaven.contracts.record.Span;
import org.faultmaven.redaction.rule.EntityTypes;

/**
 * Presidio takes the key of {@code to=bob@example.com} for a part of the address, as the standard
 * of addresses allows. Logs are full of such keys and have no such addresses, and an address must
 * have one pseudonym wherever it stands.
 */
final class Addresses {
  private Addresses() {}

  /** The span without a key before the address. */
  static Span withoutKey(String text, Span span) {
    if (!span.type().equals(EntityTypes.EMAIL_ADDRESS)) {
      return span;
    }
    int sign = text.indexOf('=', span.start());
    if (sign < 0 || sign + 1 >= span.end() || !isKey(text, span.start(), sign)) {
      return span;
    }
    return new Span(sign + 1, span.end(), span.type(), span.score(), span.rule());
  }

  private static boolean isKey(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      boolean key =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '?' || c == '&';
      if (!key) {
        return false;
      }
    }
    return end > start;
  }
}
