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
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.store.FSDirectory;
import org.faultmaven.contracts.port.IVectorStore;
import org.faultmaven.contracts.record.EmbeddedEntry;
import org.faultmaven.contracts.record.Entry;
import org.faultmaven.contracts.record.EntrySelector;
import org.faultmaven.contracts.record.Health;
import org.faultmaven.contracts.record.Scored;
import org.faultmaven.contracts.record.SearchFilter;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.record.UnitVector;

/** A vector store in a folder. Every change is committed before its call returns. */
final class LuceneVectorStore implements IVectorStore {
  private final int dimensions;
  private final IndexFolder folder;

  LuceneVectorStore(Path directory, int dimensions, String model) {
    this(directory, dimensions, model, FSDirectory::open);
  }

  LuceneVectorStore(Path directory, int dimensions, String model, IndexFolder.Opener opener) {
    if (dimensions < 1 || dimensions > KnnVectorsFormat.DEFAULT_MAX_DIMENSIONS) {
      throw new IllegalArgumentException(
          "Lucene takes vectors of 1 to "
              + KnnVectorsFormat.DEFAULT_MAX_DIMENSIONS
              + " dimensions");
    }
    this.dimensions = dimensions;
    // Vectors of two models don't compare, even where they have as many dimensions.
    String format = EntryDocument.FORMAT + " with " + dimensions + " dimensions of " + model;
    this.folder =
        new IndexFolder(
            directory,
            opener,
            format,
            _ -> false,
            () -> new IndexWriterConfig().setCodec(NearestEntries.codec()));
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
            byte[] vectorId = Sha256.of(bytes(vector));
            byte[] digest = Sha256.of(json, vectorId);
            if (!stored.hold(next.getKey(), digest)) {
              Document document = EntryDocument.of(next.getKey(), entry, json, digest);
              NearestEntries.addVector(document, vector, vectorId);
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
          StoredFields stored = searcher.storedFields();
          var found = new ArrayList<Scored>();
          Query filtered = EntryFilter.of(reader, tenant, filter);
          for (NearestEntries.Hit hit : NearestEntries.find(searcher, unit, limit, filtered)) {
            found.add(new Scored(EntryDocument.read(stored, hit.doc()), hit.cosine()));
          }
          return found;
        });
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
    var found = new ArrayList<String>();
    MatchingDocuments.forEach(
        searcher,
        query,
        (leaf, docs) -> {
          BinaryDocValues ids = DocValues.getBinary(leaf.reader(), EntryDocument.ID);
          for (int doc = docs.nextDoc();
              doc != DocIdSetIterator.NO_MORE_DOCS;
              doc = docs.nextDoc()) {
            if (ids.advanceExact(doc)) {
              found.add(ids.binaryValue().utf8ToString());
            }
          }
        });
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
