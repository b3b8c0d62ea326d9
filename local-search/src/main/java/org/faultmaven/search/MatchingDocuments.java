package org.faultmaven.search;

import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.FilteredDocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/** All live documents of a query, segment by segment, without scores. */
final class MatchingDocuments {
  interface Visitor {
    /**
     * @param docs in rising order, in the segment's numbering
     */
    void visit(LeafReaderContext leaf, DocIdSetIterator docs) throws IOException;
  }

  private MatchingDocuments() {}

  static void forEach(IndexSearcher searcher, Query query, Visitor visitor) throws IOException {
    Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
    for (LeafReaderContext leaf : searcher.getLeafContexts()) {
      Scorer scorer = weight.scorer(leaf);
      if (scorer != null) {
        visitor.visit(leaf, live(scorer.iterator(), leaf.reader().getLiveDocs()));
      }
    }
  }

  private static DocIdSetIterator live(DocIdSetIterator docs, @Nullable Bits live) {
    if (live == null) {
      return docs;
    }
    return new FilteredDocIdSetIterator(docs) {
      @Override
      protected boolean match(int doc) {
        return live.get(doc);
      }
    };
  }
}
