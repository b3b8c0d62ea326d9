package org.faultmaven.redaction;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.contracts.record.Tenant;

/**
 * What stands for masked values: {@code <TYPE_k7f3q2mz>}, whose digits are the same for the same
 * value whatever rule or type it was found by, or {@code <TYPE>}. For one call: it keeps the
 * pseudonyms it has made, which must not outlive the raw text.
 */
final class Pseudonyms {
  private static final int DIGITS = 8;

  private final KeyedHash hash;
  private final Tenant tenant;
  private final boolean keyed;
  private final Map<String, String> made = new HashMap<>();

  Pseudonyms(KeyedHash hash, Tenant tenant, boolean keyed) {
    this.hash = hash;
    this.tenant = tenant;
    this.keyed = keyed;
  }

  String of(String type, String value) {
    if (!keyed) {
      return "<" + type + ">";
    }
    String digits =
        made.computeIfAbsent(
            canonical(value), text -> hash.of("pseudonym", tenant, text).substring(0, DIGITS));
    return "<" + type + "_" + digits + ">";
  }

  /**
   * Values that are the same whatever their case are made lower-case. Told by the value's form and
   * not by its type, so that a value found by two rules keeps one pseudonym.
   */
  private static String canonical(String value) {
    String stripped = value.strip();
    return stripped.indexOf('@') >= 0 || isAddress(stripped)
        ? stripped.toLowerCase(Locale.ROOT)
        : stripped;
  }

  /** Hexadecimal digits in groups: MAC and IPv6 addresses, UUIDs. */
  private static boolean isAddress(String value) {
    boolean groups = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == ':' || c == '-' || c == '.') {
        groups = true;
      } else if (Character.digit(c, 16) < 0) {
        return false;
      }
    }
    return groups;
  }

  /** Nothing of the values. */
  @Override
  public String toString() {
    return "Pseudonyms[" + tenant + "]";
  }
}
