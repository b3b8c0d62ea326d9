package org.faultmaven.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.DocAndFloatFeatureBuffer;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.util.BytesRef;

/**
 * The documents nearest to a vector, exactly. Logs repeat themselves: hundreds of entries have the
 * vector of one shape. A neighbour graph (HNSW) comes apart on equal vectors, and then misses even
 * the very text that was asked for; so there is none. Instead each distinct vector of a segment is
 * compared once, whatever the number of entries that have it: a search costs what the shapes cost,
 * not the volume.
 */
final class NearestEntries {
  private static final String VECTOR = "vector";
  private static final String DISTINCT = "vectorId";

  private final float[] unit;
  private final int limit;
  private final PriorityQueue<Hit> best = new PriorityQueue<>(Hit.BEST_FIRST.reversed());

  private NearestEntries(float[] unit, int limit) {
    this.unit = unit;
    this.limit = limit;
  }

  /**
   * @param doc in the searcher's numbering
   * @param lastAt of equal ones, the latest comes first
   */
  record Hit(int doc, double cosine, long lastAt) {
    private static final Comparator<Hit> BEST_FIRST =
        Comparator.comparingDouble(Hit::cosine)
            .thenComparingLong(Hit::lastAt)
            .reversed()
            .thenComparingInt(Hit::doc);
  }

  /** Lucene's own codec, told to build no graph. */
  static Codec codec() {
    var vectors =
        new Lucene99HnswVectorsFormat(
            Lucene99HnswVectorsFormat.DEFAULT_MAX_CONN,
            Lucene99HnswVectorsFormat.DEFAULT_BEAM_WIDTH,
            Lucene99HnswVectorsFormat.DEFAULT_NUM_MERGE_WORKER,
            null,
            Integer.MAX_VALUE);
    return new Lucene104Codec() {
      @Override
      public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
        return vectors;
      }
    };
  }

  /**
   * @param unit of length 1
   * @param id equal for equal vectors only
   */
  static void addVector(Document document, float[] unit, byte[] id) {
    // Of vectors of length 1, the dot product is the cosine, and cheaper.
    document.add(new KnnFloatVectorField(VECTOR, unit, VectorSimilarityFunction.DOT_PRODUCT));
    document.add(new SortedDocValuesField(DISTINCT, new BytesRef(id)));
  }

  /** Best first. */
  static List<Hit> find(IndexSearcher searcher, float[] unit, int limit, Query filter)
      throws IOException {
    var nearest = new NearestEntries(unit, limit);
    MatchingDocuments.forEach(searcher, filter, nearest::collect);
    var hits = new ArrayList<>(nearest.best);
    hits.sort(Hit.BEST_FIRST);
    return hits;
  }

  private void collect(LeafReaderContext leaf, DocIdSetIterator docs) throws IOException {
    FloatVectorValues vectors = leaf.reader().getFloatVectorValues(VECTOR);
    VectorScorer scorer = vectors == null ? null : vectors.scorer(unit);
    if (scorer == null) {
      return;
    }
    SortedDocValues ids = DocValues.getSorted(leaf.reader(), DISTINCT);
    NumericDocValues lastAt =
        DocValues.unwrapSingleton(DocValues.getSortedNumeric(leaf.reader(), EntryDocument.LAST_AT));
    var scored = new Candidates(leaf.docBase, lastAt);
    if (ids.getValueCount() > leaf.reader().maxDoc() / 2) {
      // Hardly anything to save, and comparing in bulk is a third faster.
      scored.compareAll(docs, scorer);
    } else {
      scored.compareDistinct(docs, scorer, ids);
    }
  }

  /** Offers the documents of one segment. */
  private final class Candidates {
    private final int docBase;
    private final NumericDocValues lastAt;

    Candidates(int docBase, NumericDocValues lastAt) {
      this.docBase = docBase;
      this.lastAt = lastAt;
    }

    void compareAll(DocIdSetIterator docs, VectorScorer scorer) throws IOException {
      VectorScorer.Bulk bulk = scorer.bulk(docs);
      var buffer = new DocAndFloatFeatureBuffer();
      for (bulk.nextDocsAndScores(DocIdSetIterator.NO_MORE_DOCS, null, buffer);
          buffer.size > 0;
          bulk.nextDocsAndScores(DocIdSetIterator.NO_MORE_DOCS, null, buffer)) {
        for (int i = 0; i < buffer.size; i++) {
          offer(buffer.docs[i], buffer.features[i]);
        }
      }
    }

    void compareDistinct(DocIdSetIterator docs, VectorScorer scorer, SortedDocValues ids)
        throws IOException {
      float[] scores = new float[ids.getValueCount()];
      Arrays.fill(scores, Float.NaN);
      DocIdSetIterator vectorDocs = scorer.iterator();
      for (int doc = docs.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.nextDoc()) {
        if (!ids.advanceExact(doc)) {
          continue;
        }
        int id = ids.ordValue();
        if (Float.isNaN(scores[id])) {
          vectorDocs.advance(doc);
          scores[id] = scorer.score();
        }
        offer(doc, scores[id]);
      }
    }

    private void offer(int doc, float score) throws IOException {
      double cosine = cosine(score);
      if (best.size() == limit && cosine < best.element().cosine()) {
        return;
      }
      lastAt.advanceExact(doc);
      best.add(new Hit(docBase + doc, cosine, lastAt.longValue()));
      if (best.size() > limit) {
        best.remove();
      }
    }
  }

  /** Lucene gives (1 + cosine) / 2, for its scores can't be negative. */
  private static double cosine(float score) {
    return Math.clamp(2.0 * score - 1, -1, 1);
  }
}
