package org.faultmaven.search;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.util.BytesRef;
import org.faultmaven.contracts.record.Entry;

/** An entry as a Lucene document: its JSON, and the fields it is filtered by. */
final class EntryDocument {
  /** Raised when documents change, so that an index of an older version is refused. */
  static final String FORMAT = "entries/1";

  /** The term that names the document. */
  static final String KEY = "key";

  static final String ID = "id";
  static final String TENANT = "tenant";
  static final String SOURCE = "source";
  static final String DOCUMENT = "document";
  static final String PARTITION = "partition";
  static final String FIRST_AT = "firstAt";
  static final String LAST_AT = "lastAt";
  static final String LAST_OFFSET = "lastOffset";
  static final String DIGEST = "digest";
  private static final String ENTRY = "entry";

  private static final Instant EARLIEST = Instant.parse("1678-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2261-12-31T23:59:59Z");

  private EntryDocument() {}

  /**
   * @param digest of everything in the document, to tell later whether it has changed
   */
  static Document of(String key, Entry entry, byte[] json, byte[] digest) {
    var document = new Document();
    document.add(new StringField(KEY, key, Store.NO));
    document.add(new BinaryDocValuesField(ID, new BytesRef(entry.id())));
    document.add(new BinaryDocValuesField(DIGEST, new BytesRef(digest)));
    document.add(new StringField(TENANT, entry.tenant().name(), Store.NO));
    for (String term : SourceTerms.of(entry.source().text())) {
      document.add(new StringField(SOURCE, term, Store.NO));
    }
    if (entry.documentId() != null) {
      document.add(new StringField(DOCUMENT, entry.documentId(), Store.NO));
    }
    String partition = partition(entry.citation().topic(), entry.citation().partition());
    document.add(new StringField(PARTITION, partition, Store.NO));
    document.add(new LongField(FIRST_AT, nanos(entry.firstAt()), Store.NO));
    document.add(new LongField(LAST_AT, nanos(entry.lastAt()), Store.NO));
    document.add(new LongField(LAST_OFFSET, entry.lastSeenOffset(), Store.NO));
    document.add(new StoredField(ENTRY, json));
    return document;
  }

  /** The entry of a document that was found. */
  static Entry read(StoredFields stored, int doc) throws IOException {
    BytesRef json = stored.document(doc, Set.of(ENTRY)).getBinaryValue(ENTRY);
    if (json == null) {
      throw new CorruptIndexException("a document without its entry", "stored fields");
    }
    byte[] bytes = Arrays.copyOfRange(json.bytes, json.offset, json.offset + json.length);
    try {
      return Entry.fromSanitizedTopic(bytes);
    } catch (IllegalArgumentException e) {
      throw new CorruptIndexException("not an entry of this version", "stored fields", e);
    }
  }

  static String partition(String topic, int partition) {
    return topic + "/" + partition;
  }

  /** Nanoseconds since 1970; times before 1678 or after 2261 count as those years' ends. */
  static long nanos(Instant time) {
    if (time.isBefore(EARLIEST)) {
      return Long.MIN_VALUE;
    }
    if (time.isAfter(LATEST)) {
      return Long.MAX_VALUE;
    }
    return time.getEpochSecond() * 1_000_000_000 + time.getNano();
  }
}
