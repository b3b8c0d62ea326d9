package org.faultmaven.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.SortedNumericSelector;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.faultmaven.contracts.port.IKeywordIndex;
import org.faultmaven.contracts.record.Entry;
import org.faultmaven.contracts.record.Health;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.record.Scored;
import org.faultmaven.contracts.record.SearchFilter;
import org.faultmaven.contracts.record.Tenant;

/**
 * A keyword index in a folder. One of an earlier or later format is made anew, since all of it can
 * be read again. The positions travel in Lucene's commit, with the documents they belong to.
 * Commits at most about once a second, for each costs a disk flush.
 */
final class LuceneKeywordIndex implements IKeywordIndex {
  private static final long COMMIT_INTERVAL = Duration.ofSeconds(1).toNanos();
  private static final String POSITION = "position.";
  private static final String OFFSET = "offset";

  /** In the format of every keyword index, and of no other. */
  private static final String WITH_WORDS = " with words";

  private static final String SHAPE = "shape";

  /** More than the words of any shape may weigh. */
  private static final float FIRST = 1_000_000;

  /** Event time, then place in the log: within a partition, equal times keep their order. */
  private static final Sort TIMELINE =
      new Sort(
          LongField.newSortField(EntryDocument.FIRST_AT, false, SortedNumericSelector.Type.MIN),
          new SortField(OFFSET, SortField.Type.LONG));

  private static final FieldType TERMS = terms();

  private final Analyzer analyzer = new LogAnalyzer();
  private final LongSupplier nanoTime;
  private final IndexFolder folder;
  private volatile long lastCommit;

  LuceneKeywordIndex(Path directory) {
    this(directory, FSDirectory::open, System::nanoTime);
  }

  LuceneKeywordIndex(Path directory, IndexFolder.Opener opener, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.lastCommit = nanoTime.getAsLong();
    this.folder =
        new IndexFolder(
            directory,
            opener,
            EntryDocument.FORMAT + WITH_WORDS + " and shapes",
            found -> found.contains(WITH_WORDS),
            () -> new IndexWriterConfig(analyzer).setIndexSort(TIMELINE));
  }

  private static FieldType terms() {
    var type = new FieldType();
    type.setTokenized(true);
    type.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
    type.freeze();
    return type;
  }

  @Override
  public void update(
      Collection<Entry> entries, Collection<String> deleted, Map<Integer, Long> positions) {
    Map<String, Entry> byId = new LinkedHashMap<>();
    entries.forEach(entry -> byId.put(entry.id(), entry));
    byId.keySet().removeAll(deleted);
    Map<String, String> notes = new HashMap<>();
    positions.forEach(
        (partition, offset) -> notes.put(POSITION + partition, Long.toString(offset)));
    folder.write(
        (writer, current) -> {
          writer.deleteDocuments(
              deleted.stream().map(id -> new Term(EntryDocument.KEY, id)).toArray(Term[]::new));
          var stored = new StoredDigests(current);
          for (Entry entry : byId.values()) {
            byte[] json = entry.toBytes();
            byte[] digest = Sha256.of(json);
            if (!stored.hold(entry.id(), digest)) {
              writer.updateDocument(
                  new Term(EntryDocument.KEY, entry.id()), document(entry, json, digest));
            }
          }
          OpenIndex.addNotes(writer, notes);
          if (nanoTime.getAsLong() - lastCommit >= COMMIT_INTERVAL) {
            commit(writer);
          }
        });
  }

  private static Document document(Entry entry, byte[] json, byte[] digest) {
    Document document = EntryDocument.of(entry.id(), entry, json, digest);
    document.add(new NumericDocValuesField(OFFSET, entry.citation().offset()));
    document.add(new StringField(SHAPE, shape(entry.shape()), Store.NO));
    document.add(new Field(LogAnalyzer.SHAPE_WORDS, entry.shape().text(), TERMS));
    addTerms(document, entry.text().text());
    addTerms(document, entry.source().text());
    if (entry.title() != null) {
      addTerms(document, entry.title().text());
    }
    return document;
  }

  private static BytesRef shape(SanitizedText shape) {
    return new BytesRef(Sha256.of(shape.text().getBytes(UTF_8)));
  }

  private static void addTerms(Document document, String text) {
    document.add(new Field(LogAnalyzer.WORDS, text, TERMS));
    document.add(new Field(LogAnalyzer.NAMES, text, TERMS));
  }

  @Override
  public void flush() {
    folder.write((writer, _) -> commit(writer));
  }

  private void commit(IndexWriter writer) throws IOException {
    writer.commit();
    lastCommit = nanoTime.getAsLong();
  }

  @Override
  public Map<Integer, Long> positions() {
    Map<Integer, Long> positions = new HashMap<>();
    folder
        .committedNotes()
        .forEach(
            (name, value) -> {
              if (name.startsWith(POSITION)) {
                positions.put(
                    Integer.valueOf(name.substring(POSITION.length())), Long.valueOf(value));
              }
            });
    return positions;
  }

  @Override
  public List<Scored> search(Tenant tenant, String query, int limit, SearchFilter filter) {
    Limits.check(limit);
    return folder.read(
        searcher -> {
          IndexReader reader = searcher.getIndexReader();
          Query words = KeywordQuery.of(analyzer, query, EntryFilter.of(reader, tenant, filter));
          if (words == null) {
            return List.of();
          }
          var found = new ArrayList<Scored>();
          for (ScoreDoc hit : searcher.search(words, atMost(limit, reader)).scoreDocs) {
            found.add(new Scored(entry(searcher, hit), hit.score));
          }
          return found;
        });
  }

  @Override
  public List<Entry> alike(
      Tenant tenant, SanitizedText shape, double share, int limit, SearchFilter filter) {
    Limits.check(limit);
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("a share is above 0, and at most 1");
    }
    return folder.read(
        searcher -> {
          IndexReader reader = searcher.getIndexReader();
          Query same = new TermQuery(new Term(SHAPE, shape(shape)));
          var either = new BooleanQuery.Builder();
          either.add(new BoostQuery(new ConstantScoreQuery(same), FIRST), Occur.SHOULD);
          Query most = KeywordQuery.most(analyzer, shape.text(), share);
          if (most != null) {
            either.add(most, Occur.SHOULD);
          }
          Query query =
              new BooleanQuery.Builder()
                  .add(either.build(), Occur.MUST)
                  .add(EntryFilter.of(reader, tenant, filter), Occur.FILTER)
                  .build();
          var found = new ArrayList<Entry>();
          for (ScoreDoc hit : searcher.search(query, atMost(limit, reader)).scoreDocs) {
            found.add(entry(searcher, hit));
          }
          return found;
        });
  }

  @Override
  public List<Entry> timeline(Tenant tenant, int limit, SearchFilter filter) {
    Limits.check(limit);
    return folder.read(
        searcher -> {
          IndexReader reader = searcher.getIndexReader();
          Query all = EntryFilter.of(reader, tenant, filter);
          TopDocs earliest = searcher.search(all, atMost(limit, reader), TIMELINE);
          var found = new ArrayList<Entry>();
          for (ScoreDoc hit : earliest.scoreDocs) {
            found.add(entry(searcher, hit));
          }
          return found;
        });
  }

  /** Lucene reserves room for as many hits as it is asked for. */
  private static int atMost(int limit, IndexReader reader) {
    return Math.min(limit, Math.max(1, reader.maxDoc()));
  }

  private static Entry entry(IndexSearcher searcher, ScoreDoc hit) throws IOException {
    return EntryDocument.read(searcher.storedFields(), hit.doc);
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
    analyzer.close();
  }
}
