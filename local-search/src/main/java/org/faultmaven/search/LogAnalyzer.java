package org.faultmaven.search;

import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.FilteringTokenFilter;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.util.CharTokenizer;

/**
 * The words of logs, in three fields. {@link #WORDS}: whatever stands between what is neither
 * letter nor digit, and the parts of camel case, in lower case and stemmed. {@link #NAMES}: what
 * dots, hyphens, underscores and dollar signs join ({@code kafka.server.ReplicaFetcherThread},
 * {@code EMAIL_ADDRESS_k7f3q2mz}), whole. {@link #SHAPE_WORDS}: runs of letters and digits, as they
 * are, to compare shapes by. Positions mean nothing: a query is a set of terms.
 */
final class LogAnalyzer extends Analyzer {
  static final String WORDS = "words";
  static final String NAMES = "names";
  static final String SHAPE_WORDS = "shapeWords";

  /**
   * English words that say nothing about an incident, with those that questions are made of. "No"
   * and "not" do say something.
   */
  private static final CharArraySet STOP_WORDS =
      CharArraySet.unmodifiableSet(
          new CharArraySet(
              Set.of(
                  "a", "about", "an", "and", "any", "are", "around", "as", "at", "be", "been",
                  "but", "by", "can", "could", "did", "do", "does", "for", "from", "had", "has",
                  "have", "how", "i", "if", "in", "into", "is", "it", "its", "me", "of", "on", "or",
                  "our", "s", "should", "so", "such", "t", "that", "the", "their", "them", "then",
                  "there", "these", "they", "this", "those", "to", "was", "we", "were", "what",
                  "when", "where", "which", "who", "whom", "whose", "why", "will", "with", "would",
                  "you"),
              false));

  LogAnalyzer() {
    super(PER_FIELD_REUSE_STRATEGY);
  }

  @Override
  protected TokenStreamComponents createComponents(String field) {
    return switch (field) {
      case NAMES -> names();
      case SHAPE_WORDS -> new TokenStreamComponents(letterOrDigit());
      default -> words();
    };
  }

  private static Tokenizer letterOrDigit() {
    return CharTokenizer.fromTokenCharPredicate(Character::isLetterOrDigit);
  }

  private static TokenStreamComponents words() {
    Tokenizer words = letterOrDigit();
    TokenStream parts =
        new WordDelimiterGraphFilter(
            words,
            WordDelimiterGraphFilter.GENERATE_WORD_PARTS
                | WordDelimiterGraphFilter.GENERATE_NUMBER_PARTS
                | WordDelimiterGraphFilter.SPLIT_ON_CASE_CHANGE
                | WordDelimiterGraphFilter.PRESERVE_ORIGINAL,
            null);
    // Logs speak in participles (closed, failing, disconnected), which lighter stemmers leave
    // alone.
    TokenStream kept = new StopFilter(new LowerCaseFilter(parts), STOP_WORDS);
    return new TokenStreamComponents(words, new PorterStemFilter(kept));
  }

  private static TokenStreamComponents names() {
    Tokenizer names =
        CharTokenizer.fromTokenCharPredicate(c -> Character.isLetterOrDigit(c) || isJoint(c));
    return new TokenStreamComponents(names, new LowerCaseFilter(new Joined(names)));
  }

  private static boolean isJoint(int c) {
    return c == '.' || c == '-' || c == '_' || c == '$';
  }

  /** Trims joints at the ends, and drops what is then a single word. */
  private static final class Joined extends FilteringTokenFilter {
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

    Joined(TokenStream in) {
      super(in);
    }

    @Override
    protected boolean accept() {
      int start = 0;
      int end = term.length();
      while (start < end && isJoint(term.charAt(start))) {
        start++;
      }
      while (end > start && isJoint(term.charAt(end - 1))) {
        end--;
      }
      term.copyBuffer(term.buffer(), start, end - start);
      return term.chars().anyMatch(LogAnalyzer::isJoint);
    }
  }
}
