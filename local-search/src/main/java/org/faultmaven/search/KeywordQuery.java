package org.faultmaven.search;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/** Any text as a query for entries that hold some of its words. It has no syntax to get wrong. */
final class KeywordQuery {
  /** Of a longer text the first count, well below Lucene's limit of 1024 clauses. */
  private static final int MAX_TERMS = 256;

  private KeywordQuery() {}

  /**
   * @param filter which documents count
   * @return null when the text has no words
   */
  static @Nullable Query of(Analyzer analyzer, String text, Query filter) throws IOException {
    Set<Term> terms = new LinkedHashSet<>();
    collect(analyzer, LogAnalyzer.NAMES, text, MAX_TERMS / 2, terms);
    collect(analyzer, LogAnalyzer.WORDS, text, MAX_TERMS, terms);
    if (terms.isEmpty()) {
      return null;
    }
    var any = new BooleanQuery.Builder();
    terms.forEach(term -> any.add(new TermQuery(term), Occur.SHOULD));
    return new BooleanQuery.Builder()
        .add(any.build(), Occur.MUST)
        .add(filter, Occur.FILTER)
        .build();
  }

  /**
   * For shapes that have at least a share of the words of one.
   *
   * @return null when it has none
   */
  static @Nullable Query most(Analyzer analyzer, String shape, double share) throws IOException {
    Set<Term> terms = new LinkedHashSet<>();
    collect(analyzer, LogAnalyzer.SHAPE_WORDS, shape, MAX_TERMS, terms);
    if (terms.isEmpty()) {
      return null;
    }
    var most = new BooleanQuery.Builder();
    terms.forEach(term -> most.add(new TermQuery(term), Occur.SHOULD));
    return most.setMinimumNumberShouldMatch((int) Math.ceil(share * terms.size())).build();
  }

  private static void collect(
      Analyzer analyzer, String field, String text, int most, Set<Term> terms) throws IOException {
    try (TokenStream tokens = analyzer.tokenStream(field, text)) {
      CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
      tokens.reset();
      while (terms.size() < most && tokens.incrementToken()) {
        terms.add(new Term(field, term.toString()));
      }
      tokens.end();
    }
  }
}
