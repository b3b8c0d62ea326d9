package org.faultmaven.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.faultmaven.contracts.record.EntrySelector;
import org.faultmaven.contracts.record.SearchFilter;
import org.faultmaven.contracts.record.Tenant;

/** Which documents may be found. */
final class EntryFilter {
  private static final Query CHUNKS = new PrefixQuery(new Term(EntryDocument.DOCUMENT, ""));

  private static final Query LOGS =
      new BooleanQuery.Builder()
          .add(MatchAllDocsQuery.INSTANCE, Occur.FILTER)
          .add(CHUNKS, Occur.MUST_NOT)
          .build();

  private EntryFilter() {}

  static Query of(IndexReader reader, Tenant tenant, SearchFilter filter) throws IOException {
    var clauses = new ArrayList<Query>();
    // Most installations have one tenant; a filter that all pass would still be walked.
    if (reader.docFreq(tenantTerm(tenant)) < reader.maxDoc()) {
      clauses.add(new TermQuery(tenantTerm(tenant)));
    }
    if (filter.source() != null) {
      clauses.add(new TermQuery(new Term(EntryDocument.SOURCE, SourceTerms.term(filter.source()))));
    }
    if (filter.from() != null) {
      long from = EntryDocument.nanos(filter.from());
      clauses.add(LongField.newRangeQuery(EntryDocument.LAST_AT, from, Long.MAX_VALUE));
    }
    if (filter.to() != null) {
      long to = EntryDocument.nanos(filter.to());
      clauses.add(LongField.newRangeQuery(EntryDocument.FIRST_AT, Long.MIN_VALUE, to));
    }
    if (!filter.documents().isEmpty()) {
      clauses.add(
          new TermInSetQuery(
              EntryDocument.DOCUMENT, filter.documents().stream().map(BytesRef::new).toList()));
    } else if (filter.kind() == SearchFilter.Kind.DOCUMENTS) {
      clauses.add(CHUNKS);
    } else if (filter.kind() == SearchFilter.Kind.LOGS
        && MultiTerms.getTerms(reader, EntryDocument.DOCUMENT) != null) {
      clauses.add(LOGS);
    }
    return all(clauses);
  }

  static Query of(Tenant tenant, EntrySelector selector) {
    var clauses = new ArrayList<Query>();
    clauses.add(new TermQuery(tenantTerm(tenant)));
    switch (selector) {
      case EntrySelector.OfDocument(String documentId) ->
          clauses.add(new TermQuery(new Term(EntryDocument.DOCUMENT, documentId)));
      case EntrySelector.Before(String topic, int partition, long offset) -> {
        String coordinate = EntryDocument.partition(topic, partition);
        clauses.add(new TermQuery(new Term(EntryDocument.PARTITION, coordinate)));
        clauses.add(LongField.newRangeQuery(EntryDocument.LAST_OFFSET, Long.MIN_VALUE, offset - 1));
      }
    }
    return all(clauses);
  }

  static Query of(Tenant tenant) {
    return new TermQuery(tenantTerm(tenant));
  }

  private static Term tenantTerm(Tenant tenant) {
    return new Term(EntryDocument.TENANT, tenant.name());
  }

  private static Query all(List<Query> clauses) {
    if (clauses.isEmpty()) {
      return MatchAllDocsQuery.INSTANCE;
    }
    var query = new BooleanQuery.Builder();
    clauses.forEach(clause -> query.add(clause, Occur.FILTER));
    return query.build();
  }
}
