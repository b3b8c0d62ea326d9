package org.faultmaven.query.answer;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.faultmaven.contracts.record.Entry;

/**
 * How far an entry speaks of what a question is about. Ranks alone don't tell: the best match of a
 * question's rarest word may say nothing of the others.
 */
final class Relevance {
  /** Of a question that asks for no trouble; it may still be what is meant. */
  private static final double CALM = 0.25;

  /** What an entry is worth that speaks of nothing asked for: less where all times compete. */
  private static final double UNCOVERED = 0.2;

  private static final double UNCOVERED_IN_TIME = 0.7;

  /** What is compared of an entry: a stack trace may be long, and its head says what it is. */
  private static final int HEAD = 1_000;

  private static final Pattern GAP = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Pattern CAMEL = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})");

  private final List<Set<String>> topics;
  private final boolean trouble;
  private final double uncovered;

  private Relevance(List<Set<String>> topics, boolean trouble, double uncovered) {
    this.topics = topics;
    this.trouble = trouble;
    this.uncovered = uncovered;
  }

  /**
   * @param window of the question: of a time, whatever happened then may be the answer
   */
  static Relevance of(String question, Window window) {
    return new Relevance(
        Lexicon.topics(question),
        Lexicon.asksForTrouble(question),
        window.all() ? UNCOVERED : UNCOVERED_IN_TIME);
  }

  /** How much it counts that a message is bad, from 0 to 1. */
  double ofTrouble() {
    return trouble ? 1 : CALM;
  }

  /** Up to 1, which speaks of everything asked for. */
  double of(Entry entry) {
    if (topics.isEmpty()) {
      return 1;
    }
    String text = entry.text().text();
    Set<String> words = words(text.substring(0, Math.min(text.length(), HEAD)));
    words.addAll(words(entry.source().text()));
    long spoken = topics.stream().filter(topic -> speaksOf(words, topic)).count();
    return spoken == topics.size() ? 1 : uncovered + (1 - uncovered) * spoken / topics.size();
  }

  private static boolean speaksOf(Set<String> words, Set<String> topic) {
    return topic.stream().anyMatch(asked -> words.stream().anyMatch(word -> alike(asked, word)));
  }

  /** Forms of one word: expire and expired, shut and shutting. A name with digits has none. */
  static boolean alike(String one, String other) {
    if (one.equals(other)) {
      return true;
    }
    int shorter = Math.min(one.length(), other.length());
    int shared = 0;
    while (shared < shorter && one.charAt(shared) == other.charAt(shared)) {
      shared++;
    }
    // Last: hardly any two words come so far.
    return shared >= Math.max(4, shorter - 2) && !named(one) && !named(other);
  }

  private static boolean named(String word) {
    return word.chars().anyMatch(Character::isDigit);
  }

  static Set<String> words(String text) {
    Set<String> words = new HashSet<>();
    GAP.splitAsStream(text)
        .forEach(
            word -> {
              words.add(word.toLowerCase(Locale.ROOT));
              CAMEL.splitAsStream(word).forEach(part -> words.add(part.toLowerCase(Locale.ROOT)));
            });
    words.remove("");
    return words;
  }
}
