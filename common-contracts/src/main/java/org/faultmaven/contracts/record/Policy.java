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
 * @param wordings true for lines that recur but for times, numbers and masked values: names are
 *     then looked for in what is left, and paid for once a wording
 * @param vocabulary lower-case words that are nobody's name: what a model takes for a name and has
 *     none but these words is not masked
 */
public record Policy(
    String name,
    int version,
    Set<String> entities,
    double threshold,
    Set<String> allowed,
    boolean pseudonyms,
    boolean wordings,
    Set<String> vocabulary) {
  public Policy {
    entities = Set.copyOf(entities);
    allowed = Set.copyOf(allowed);
    vocabulary = Set.copyOf(vocabulary);
  }

  /** A policy that shows names the texts themselves, and has no vocabulary. */
  public Policy(
      String name,
      int version,
      Set<String> entities,
      double threshold,
      Set<String> allowed,
      boolean pseudonyms) {
    this(name, version, entities, threshold, allowed, pseudonyms, false, Set.of());
  }

  /** Whether a span of this type and score is masked, before the allow-list. */
  public boolean masks(String type, double score) {
    return score >= threshold && entities.contains(type);
  }
}
