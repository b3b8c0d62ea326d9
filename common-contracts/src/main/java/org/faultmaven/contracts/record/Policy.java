package org.faultmaven.contracts.record;

import java.util.Set;

/**
 * What is masked, and how: named and versioned, so that a receipt says what a record went through.
 *
 * @param name {@code logs}, {@code documents}, {@code presidio} or a deployment's own
 * @param version raised whenever the policy would mask anything differently
 * @param entities the entity types that are masked
 * @param threshold the least score that masks, 0 to 1
 * @param allowed texts that are never masked (compared whole and without case)
 * @param pseudonyms true for {@code <EMAIL_ADDRESS_k7f3q2mz>}, false for {@code <EMAIL_ADDRESS>}
 */
public record Policy(
    String name,
    int version,
    Set<String> entities,
    double threshold,
    Set<String> allowed,
    boolean pseudonyms) {
  public Policy {
    entities = Set.copyOf(entities);
    allowed = Set.copyOf(allowed);
  }

  /** Whether a span of this type and score is masked, before the allow-list. */
  public boolean masks(String type, double score) {
    return score >= threshold && entities.contains(type);
  }
}
