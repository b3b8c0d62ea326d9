package org.faultmaven.search;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.Bits;
import org.faultmaven.contracts.port.IVectorStore;
import org.faultmaven.contracts.record.EmbeddedEntry;
import org.faultmaven.contracts.record.Entry;
import org.faultmaven.contracts.record.EntrySelector;
import org.faultmaven.contracts.record.Health;
import org.faultmaven.contracts.record.Scored;
import org.faultmaven.contracts.record.SearchFilter;
import org.faultmaven.contracts.record.Tenant;

/** A vector store in a folder. Every change is committed before its call returns. */
final class LuceneVectorStore implements IVectorStore {
  private static final String VECTOR = "vector";

  /** A graph search keeps this many candidates at least: fewer would miss true neighbours. */
  private static final int MIN_CANDIDATES = 100;

  private final int dimensions;
  private final IndexFolder folder;

  LuceneVectorStore(Path directory, int dimensions) {
    this(directory, dimensions, FSDirectory::open);
  }

  LuceneVectorStore(Path directory, int dimensions, IndexFolder.Opener opener) {
    if (dimensions < 1 || dimensions > KnnVectorsFormat.DEFAULT_MAX_DIMENSIONS) {
      throw new IllegalArgumentException(
          "Lucene takes vectors of 1 to "
              + KnnVectorsFormat.DEFAULT_MAX_DIMENSIONS
              + " dimensions");
    }
    this.dimensions = dimensions;
    String format = EntryDocument.FORMAT + " with " + dimensions + " dimensions";
    this.folder = new IndexFolder(directory, opener, format, IndexWriterConfig::new);
  }

  @Override
  public void add(Tenant tenant, List<EmbeddedEntry> entries) {
    Map<String, EmbeddedEntry> byKey = new LinkedHashMap<>();
    for (EmbeddedEntry entry : entries) {
      if (!entry.entry().tenant().equals(tenant)) {
        throw new IllegalArgumentException("an entry of another tenant than " + tenant);
      }
      byKey.put(
          key(tenant, entry.entry().id()), new EmbeddedEntry(entry.entry(), unit(entry.vector())));
    }
    if (byKey.isEmpty()) {
      return;
    }
    folder.write(
        (writer, current) -> {
          var stored = new StoredDigests(current);
          for (Map.Entry<String, EmbeddedEntry> next : byKey.entrySet()) {
            Entry entry = next.getValue().entry();
            float[] vector = next.getValue().vector();
            byte[] json = entry.toBytes();
            byte[] digest = Sha256.of(json, bytes(vector));
            if (!stored.hold(next.getKey(), digest)) {
              Document document = EntryDocument.of(next.getKey(), entry, json, digest);
              // Of vectors of length 1, the dot product is the cosine, and cheaper.
              document.add(
                  new KnnFloatVectorField(VECTOR, vector, VectorSimilarityFunction.DOT_PRODUCT));
              writer.updateDocument(new Term(EntryDocument.KEY, next.getKey()), document);
            }
          }
          writer.commit();
        });
  }

  @Override
  public List<Scored> search(Tenant tenant, float[] query, int limit, SearchFilter filter) {
    Limits.check(limit);
    float[] unit = unit(query);
    return folder.read(
        searcher -> {
          IndexReader reader = searcher.getIndexReader();
          if (reader.numDocs() == 0) {
            return List.of();
          }
          int hits = Math.min(limit, reader.maxDoc());
          Query nearest =
              new KnnFloatVectorQuery(
                  VECTOR,
                  unit,
                  Math.max(hits, MIN_CANDIDATES),
                  EntryFilter.of(reader, tenant, filter));
          StoredFields stored = searcher.storedFields();
          var found = new ArrayList<Scored>(hits);
          for (ScoreDoc hit : searcher.search(nearest, hits).scoreDocs) {
            found.add(new Scored(EntryDocument.read(stored, hit.doc), cosine(hit.score)));
          }
          return found;
        });
  }

  /** Lucene gives (1 + cosine) / 2, for its scores can't be negative. */
  private static double cosine(float score) {
    return Math.clamp(2.0 * score - 1, -1, 1);
  }

  @Override
  public void delete(Tenant tenant, Collection<String> ids) {
    if (ids.isEmpty()) {
      return;
    }
    Term[] keys =
        ids.stream().map(id -> new Term(EntryDocument.KEY, key(tenant, id))).toArray(Term[]::new);
    folder.write(
        (writer, _) -> {
          writer.deleteDocuments(keys);
          writer.commit();
        });
  }

  @Override
  public List<String> ids(Tenant tenant, EntrySelector selector) {
    return folder.read(searcher -> ids(searcher, EntryFilter.of(tenant, selector)));
  }

  private static List<String> ids(IndexSearcher searcher, Query query) throws IOException {
    Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
    var found = new ArrayList<String>();
    for (LeafReaderContext leaf : searcher.getLeafContexts()) {
      Scorer scorer = weight.scorer(leaf);
      BinaryDocValues ids = leaf.reader().getBinaryDocValues(EntryDocument.ID);
      if (scorer == null || ids == null) {
        continue;
      }
      Bits live = leaf.reader().getLiveDocs();
      DocIdSetIterator docs = scorer.iterator();
      for (int doc = docs.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.nextDoc()) {
        if ((live == null || live.get(doc)) && ids.advanceExact(doc)) {
          found.add(ids.binaryValue().utf8ToString());
        }
      }
    }
    return found;
  }

  @Override
  public long count(Tenant tenant) {
    return folder.read(searcher -> (long) searcher.count(EntryFilter.of(tenant)));
  }

  @Override
  public Health check() {
    return folder.check();
  }

  @Override
  public void close() {
    folder.close();
  }

  private static String key(Tenant tenant, String id) {
    return tenant.name() + "/" + id;
  }

  private float[] unit(float[] vector) {
    if (vector.length != dimensions) {
      throw new IllegalArgumentException(
          "a vector of " + vector.length + " dimensions where " + dimensions + " are kept");
    }
    return UnitVector.of(vector);
  }

  private static byte[] bytes(float[] vector) {
    ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES);
    bytes.asFloatBuffer().put(vector);
    return bytes.array();
  }
}
