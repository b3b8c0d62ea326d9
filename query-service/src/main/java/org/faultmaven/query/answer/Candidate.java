package org.faultmaven.query.answer;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.faultmaven.contracts.record.Entry;

/**
 * An entry that may become evidence.
 *
 * @param score how well it answers, before diversity
 * @param words of its shape, to tell near-identical messages by
 */
record Candidate(Entry entry, double score, Severity severity, Novelty novelty, Set<String> words) {
  static Candidate of(Entry entry, double score, Severity severity, Novelty novelty) {
    return new Candidate(entry, score, severity, novelty, words(entry.shape().text()));
  }

  private static Set<String> words(String shape) {
    Set<String> words = new HashSet<>(Arrays.asList(shape.split("[^\\p{L}\\p{N}]+")));
    words.remove("");
    return words;
  }

  /** 0 to 1: words shared of all words (Jaccard); equal shapes are 1. */
  double similarity(Candidate other) {
    if (entry.shape().equals(other.entry.shape())) {
      return 1;
    }
    int shared = 0;
    for (String word : words) {
      if (other.words.contains(word)) {
        shared++;
      }
    }
    int all = words.size() + other.words.size() - shared;
    return all == 0 ? 0 : (double) shared / all;
  }
}
