package org.faultmaven.query.answer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.faultmaven.contracts.record.Entry;

/**
 * Compares sentences with the evidence that they are about.
 *
 * <p>Finds the evidence of a sentence that names none. A weak model repeats what it was shown and
 * forgets the number: nearly all words of such a sentence stand in one piece of evidence, and it is
 * the number of that one which was left out. A number or a negation of its own makes it another
 * statement. Any other sentence has no evidence.
 */
final class Attribution {
  /** Of the sentence's words, in one piece. */
  private static final double SHARE = 0.8;

  /** Fewer words prove nothing. */
  private static final int LEAST = 5;

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]{3,}|\\p{N}+|no");
  private static final Pattern DECISIVE =
      Pattern.compile(".*\\p{N}.*|no|not|none|never|without|neither|nor|cannot");

  /** Letters of a word that tell it from others, whatever its ending. */
  private static final int STEM = 5;

  private static final Pattern CITED = Pattern.compile("\\[(T?)(\\d{1,9})]");
  private static final Set<String> EMPTY_WORDS =
      Set.of(
          "the",
          "and",
          "are",
          "was",
          "were",
          "has",
          "had",
          "have",
          "not",
          "for",
          "with",
          "from",
          "that",
          "this",
          "these",
          "those",
          "which",
          "when",
          "after",
          "before",
          "then",
          "into",
          "its",
          "evidence",
          "result",
          "results",
          "next",
          "answer",
          "question",
          "following");

  private final List<Set<String>> pieces = new ArrayList<>();

  /**
   * @param evidence as it is numbered
   */
  Attribution(List<Candidate> evidence) {
    for (Candidate candidate : evidence) {
      Entry entry = candidate.entry();
      pieces.add(words(entry.text().text() + " " + entry.source().text()));
    }
  }

  /** The number of the piece that the sentence repeats, from 1. */
  OptionalInt of(String sentence) {
    Set<String> words = words(sentence);
    if (words.size() < LEAST) {
      return OptionalInt.empty();
    }
    int best = -1;
    int most = 0;
    for (int i = 0; i < pieces.size(); i++) {
      Set<String> piece = pieces.get(i);
      int shared = (int) words.stream().filter(piece::contains).count();
      if (shared > most && words.stream().allMatch(word -> holds(piece, word))) {
        most = shared;
        best = i;
      }
    }
    return most >= SHARE * words.size() ? OptionalInt.of(best + 1) : OptionalInt.empty();
  }

  /**
   * Whether the sentence shares a word that means something with a piece that it cites. One that
   * shares none says nothing of it. Results of tools are not compared.
   */
  boolean supports(String sentence) {
    Set<String> stems = stems(words(CITED.matcher(sentence).replaceAll("")));
    for (Matcher cited = CITED.matcher(sentence); cited.find(); ) {
      int number = Integer.parseInt(cited.group(2));
      if (!cited.group(1).isEmpty()
          || (number <= pieces.size()
              && !Collections.disjoint(stems, stems(pieces.get(number - 1))))) {
        return true;
      }
    }
    return false;
  }

  private static Set<String> stems(Set<String> words) {
    var stems = new HashSet<String>();
    for (String word : words) {
      if (Character.isLetter(word.charAt(0)) && !EMPTY_WORDS.contains(word)) {
        stems.add(word.substring(0, Math.min(STEM, word.length())));
      }
    }
    return stems;
  }

  private static boolean holds(Set<String> piece, String word) {
    return piece.contains(word) || !DECISIVE.matcher(word).matches();
  }

  private static Set<String> words(String text) {
    var words = new HashSet<String>();
    for (Matcher word = WORD.matcher(text.toLowerCase(Locale.ROOT)); word.find(); ) {
      words.add(word.group());
    }
    return words;
  }
}
