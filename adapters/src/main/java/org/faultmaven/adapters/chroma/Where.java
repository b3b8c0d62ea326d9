package org.faultmaven.adapters.chroma;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.faultmaven.contracts.record.Entry;
import org.faultmaven.contracts.record.EntrySelector;
import org.faultmaven.contracts.record.SearchFilter;
import org.jspecify.annotations.Nullable;

/**
 * Chroma's conditions on metadata. It has no lists in all of its versions, and names each key in
 * the collection's description: so a source's parts stand under numbered keys, of which there are
 * few.
 */
final class Where {
  static final String SOURCE = "source";
  static final String FIRST_AT = "first_at";
  static final String LAST_AT = "last_at";
  static final String LAST_OFFSET = "last_offset";
  static final String PARTITION = "partition";
  static final String DOCUMENT = "document_id";

  /** What stands behind the 32nd segment is found by the whole source only. */
  static final int MAX_SEGMENTS = 32;

  private Where() {}

  /** The key of the leading path with so many segments. */
  static String path(int segments) {
    return "path" + segments;
  }

  /** The key of a segment, the first is 1. */
  static String segment(int number) {
    return "segment" + number;
  }

  /** The parts of a source by their keys. */
  static Map<String, String> parts(String source) {
    var parts = new LinkedHashMap<String, String>();
    parts.put(SOURCE, source);
    int start = 0;
    int segments = 0;
    while (start <= source.length() && segments < MAX_SEGMENTS) {
      int slash = source.indexOf('/', start);
      int end = slash < 0 ? source.length() : slash;
      if (end > start) {
        segments++;
        parts.put(path(segments), source.substring(0, end));
        parts.put(segment(segments), source.substring(start, end));
      }
      start = end + 1;
    }
    return parts;
  }

  /** The condition of a filter, but for the kind, or null when everything passes. */
  static @Nullable Map<String, Object> of(SearchFilter filter) {
    var conditions = new ArrayList<Map<String, Object>>();
    if (filter.source() != null) {
      conditions.add(source(filter.source()));
    }
    if (filter.from() != null) {
      conditions.add(Map.of(LAST_AT, Map.of("$gte", Nanos.of(filter.from()))));
    }
    if (filter.to() != null) {
      conditions.add(Map.of(FIRST_AT, Map.of("$lte", Nanos.of(filter.to()))));
    }
    if (!filter.documents().isEmpty()) {
      conditions.add(Map.of(DOCUMENT, Map.of("$in", filter.documents())));
    }
    return conditions.isEmpty() ? null : combine("$and", conditions);
  }

  /** Whether an entry meets the condition of a filter, but for the kind. */
  static boolean passes(Entry entry, SearchFilter filter) {
    return (filter.source() == null || parts(entry.source().text()).containsValue(filter.source()))
        && (filter.from() == null || Nanos.of(entry.lastAt()) >= Nanos.of(filter.from()))
        && (filter.to() == null || Nanos.of(entry.firstAt()) <= Nanos.of(filter.to()))
        && (filter.documents().isEmpty()
            || (entry.documentId() != null && filter.documents().contains(entry.documentId())));
  }

  static Map<String, Object> of(EntrySelector selector) {
    return switch (selector) {
      case EntrySelector.OfDocument(String documentId) -> Map.of(DOCUMENT, documentId);
      case EntrySelector.Before(String topic, int partition, long offset) ->
          combine(
              "$and",
              List.of(
                  Map.of(PARTITION, partition(topic, partition)),
                  Map.of(LAST_OFFSET, Map.of("$lt", offset))));
    };
  }

  static String partition(String topic, int partition) {
    return topic + "/" + partition;
  }

  private static Map<String, Object> source(String source) {
    var conditions = new ArrayList<Map<String, Object>>();
    conditions.add(Map.of(SOURCE, source));
    if (source.indexOf('/') < 0) {
      for (int i = 1; i <= MAX_SEGMENTS; i++) {
        conditions.add(Map.of(segment(i), source));
      }
    } else {
      int segments = (parts(source).size() - 1) / 2;
      conditions.add(Map.of(path(Math.max(1, segments)), source));
    }
    return combine("$or", conditions);
  }

  /** One condition stands alone: Chroma refuses to combine fewer than two. */
  private static Map<String, Object> combine(
      String operator, List<Map<String, Object>> conditions) {
    return conditions.size() == 1 ? conditions.getFirst() : Map.of(operator, conditions);
  }
}
