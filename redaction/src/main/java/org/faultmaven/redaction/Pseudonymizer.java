package org.faultmaven.redaction;

import static java.util.Locale.ROOT;

import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.contracts.record.Policy;
import org.faultmaven.contracts.record.Tenant;

/**
 * What stands in a value's place. The same value of a tenant gets the same eight digits, whatever
 * rule found it and in whatever case it was written, so that it can still be followed; 40 bits of a
 * keyed hash, which nobody can test a guess against without the key.
 */
final class Pseudonymizer {
  private static final int DIGITS = 8;

  private final KeyedHash hash;

  Pseudonymizer(KeyedHash hash) {
    this.hash = hash;
  }

  String mask(Tenant tenant, String type, String value, Policy policy) {
    if (!policy.pseudonyms()) {
      return "<" + type + ">";
    }
    String normal = value.strip().toLowerCase(ROOT);
    return "<" + type + "_" + hash.of("pseudonym", tenant, normal).substring(0, DIGITS) + ">";
  }
}
