package org.faultmaven.contracts.record;

import java.util.Map;

/**
 * What a clean record went through; travels in its headers.
 *
 * @param policy name of the policy
 * @param policyVersion its version
 * @param sanitizer {@code ISanitizer.id()}
 * @param counts how often each entity type was masked
 * @param rawHash a keyed hash of the raw input, see {@link KeyedHash}
 */
public record Receipt(
    String policy,
    int policyVersion,
    String sanitizer,
    Map<String, Integer> counts,
    String rawHash) {
  public Receipt {
    counts = Map.copyOf(counts);
  }
}
