package org.faultmaven.redaction.rule;

import java.util.Locale;
import java.util.Set;

/** Values that hold nothing: what stands where a secret would, and words that speak of one. */
final class Placeholders {
  private static final int LONGEST = 64;
  private static final CharSet MASKS = CharSet.of("*.#xX_-");
  private static final CharSet BRACKETS = CharSet.of("()[]{}<>");
  private static final CharSet NAME = CharSet.of("A-Z0-9_");
  private static final CharSet PHRASE = CharSet.of("a-zA-Z _-");

  private static final Set<String> NOTHING =
      Set.of(
          "",
          "true",
          "false",
          "yes",
          "no",
          "on",
          "off",
          "null",
          "nil",
          "none",
          "undefined",
          "n/a",
          "na",
          "nan",
          "unset",
          "empty",
          "blank",
          "hidden",
          "redacted",
          "masked",
          "filtered",
          "removed",
          "protected",
          "omitted",
          "sensitive",
          "sanitized",
          "unknown",
          "anonymous",
          "nobody",
          "0",
          "-1");

  private static final Set<String> SPEECH =
      Set.of(
          "a",
          "an",
          "and",
          "any",
          "are",
          "authentication",
          "bad",
          "boolean",
          "bytes",
          "cannot",
          "char",
          "correct",
          "error",
          "failed",
          "failure",
          "for",
          "from",
          "has",
          "in",
          "incorrect",
          "int",
          "invalid",
          "is",
          "it",
          "login",
          "mismatch",
          "missing",
          "must",
          "no",
          "not",
          "object",
          "of",
          "ok",
          "optional",
          "or",
          "reset",
          "set",
          "should",
          "str",
          "string",
          "success",
          "text",
          "that",
          "the",
          "this",
          "to",
          "too",
          "update",
          "valid",
          "varchar",
          "was",
          "weak",
          "will",
          "with",
          "wrong",
          "your");

  private static final Set<String> NOBODY =
      Set.of("root", "default", "unknown", "anonymous", "nobody");

  private Placeholders() {}

  /** Names that are no person's: they tell nothing of anybody, and logs need them. */
  static boolean isNobody(String name) {
    return NOBODY.contains(name.toLowerCase(Locale.ROOT));
  }

  static boolean isPlaceholder(String value) {
    if (value.isBlank() || all(MASKS, value, 0, value.length())) {
      return true;
    }
    if (value.length() > LONGEST) {
      return false;
    }
    char first = value.charAt(0);
    char last = value.charAt(value.length() - 1);
    boolean variable =
        ((value.startsWith("${") || value.startsWith("{{")) && last == '}')
            || (value.startsWith("$(") && last == ')')
            || (first == '$' && value.length() > 2 && all(NAME, value, 1, value.length()))
            || (first == '<' && last == '>' && all(PHRASE, value, 1, value.length() - 1));
    return variable || NOTHING.contains(bare(value));
  }

  /** A word of a sentence about the key: {@code Password: required}. */
  static boolean isSpeech(String value) {
    String word = bare(value);
    boolean participle =
        word.length() > 4
            && word.endsWith("ed")
            && all(CharSet.LETTERS, word, 0, word.length())
            && isCasedAsAWord(value);
    return participle || SPEECH.contains(word);
  }

  /** {@code Required}, {@code REQUIRED}, {@code required}; random letters are cased otherwise. */
  private static boolean isCasedAsAWord(String value) {
    String letters = value.replaceAll("\\P{L}", "");
    String rest = letters.substring(1);
    return rest.equals(rest.toLowerCase(Locale.ROOT))
        || letters.equals(letters.toUpperCase(Locale.ROOT));
  }

  private static String bare(String value) {
    int start = 0;
    int end = value.length();
    while (start < end && BRACKETS.contains(value.charAt(start))) {
      start++;
    }
    while (end > start
        && (BRACKETS.contains(value.charAt(end - 1))
            || ".,:;!".indexOf(value.charAt(end - 1)) >= 0)) {
      end--;
    }
    return value.substring(start, end).strip().toLowerCase(Locale.ROOT);
  }

  private static boolean all(CharSet set, String value, int start, int end) {
    for (int i = start; i < end; i++) {
      if (!set.contains(value.charAt(i))) {
        return false;
      }
    }
    return start < end;
  }
}
