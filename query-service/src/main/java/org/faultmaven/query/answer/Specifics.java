package org.faultmaven.query.answer;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a question names exactly, as no word of the language is written: {@code 503}, {@code
 * kafka2}, {@code wp-login.php}, {@code OPTIONS}, {@code ReplicaFetcherThread}.
 */
final class Specifics {
  /** Each costs searches of its own. */
  private static final int MOST = 8;

  private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{N}_./$-]{2,}");
  private static final Pattern SPECIFIC =
      Pattern.compile(
          ".*\\p{N}.*|\\p{Lu}{2,}|.*\\p{Ll}\\p{Lu}.*|.*[\\p{L}\\p{N}][_./$-][\\p{L}\\p{N}].*");

  private Specifics() {}

  /** The first few, each once, in order. */
  static List<String> of(String question) {
    Set<String> specifics = new LinkedHashSet<>();
    TOKEN
        .matcher(question)
        .results()
        .map(token -> token.group().replaceAll("[./-]+$", ""))
        .filter(token -> SPECIFIC.matcher(token).matches())
        .distinct()
        .limit(MOST)
        .forEach(specifics::add);
    return List.copyOf(specifics);
  }
}
