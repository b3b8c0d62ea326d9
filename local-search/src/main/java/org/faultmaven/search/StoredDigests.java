package org.faultmaven.search;

import java.io.IOException;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;

/** Tells what an index holds already: writing it again would cost a hundred times the look. */
final class StoredDigests {
  private final IndexSearcher current;

  StoredDigests(IndexSearcher current) {
    this.current = current;
  }

  boolean hold(String key, byte[] digest) throws IOException {
    var term = new BytesRef(key);
    for (LeafReaderContext leaf : current.getLeafContexts()) {
      int doc = find(leaf.reader(), term);
      if (doc != DocIdSetIterator.NO_MORE_DOCS) {
        BinaryDocValues digests = leaf.reader().getBinaryDocValues(EntryDocument.DIGEST);
        return digests != null
            && digests.advanceExact(doc)
            && digests.binaryValue().bytesEquals(new BytesRef(digest));
      }
    }
    return false;
  }

  private static int find(LeafReader leaf, BytesRef key) throws IOException {
    Terms terms = leaf.terms(EntryDocument.KEY);
    if (terms == null) {
      return DocIdSetIterator.NO_MORE_DOCS;
    }
    TermsEnum found = terms.iterator();
    if (!found.seekExact(key)) {
      return DocIdSetIterator.NO_MORE_DOCS;
    }
    Bits live = leaf.getLiveDocs();
    PostingsEnum docs = found.postings(null, PostingsEnum.NONE);
    int doc = docs.nextDoc();
    while (doc != DocIdSetIterator.NO_MORE_DOCS && live != null && !live.get(doc)) {
      doc = docs.nextDoc();
    }
    return doc;
  }
}
