package org.faultmaven.adapters.chroma;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.faultmaven.contracts.record.Entry;
import org.faultmaven.contracts.record.SearchFilter;
import org.faultmaven.contracts.record.Tenant;
import org.jspecify.annotations.Nullable;

/**
 * What belongs into one collection: a tenant's documents, or its logs that begin and end in a
 * stretch of event time, or those few logs that fit into no stretch, which each search asks.
 *
 * @param from of all occurrences, seconds since 1970; null for unlimited
 * @param to of all occurrences, exclusive
 */
record Stretch(Tenant tenant, Kind kind, @Nullable Long from, @Nullable Long to) {
  enum Kind {
    DOCUMENTS,
    LOGS
  }

  private static final String KIND = "faultmaven_kind";
  private static final String TENANT = "faultmaven_tenant";
  private static final String FROM = "faultmaven_from";
  private static final String TO = "faultmaven_to";

  static Stretch documents(Tenant tenant) {
    return new Stretch(tenant, Kind.DOCUMENTS, null, null);
  }

  /**
   * Where an entry belongs.
   *
   * @param length of a stretch of logs
   */
  static Stretch of(Entry entry, Duration length) {
    if (entry.documentId() != null) {
      return documents(entry.tenant());
    }
    long seconds = entry.firstAt().getEpochSecond();
    long from = Math.floorDiv(seconds, length.toSeconds()) * length.toSeconds();
    long to = from + length.toSeconds();
    boolean within = Nanos.canHold(entry.firstAt()) && entry.lastAt().getEpochSecond() < to;
    return new Stretch(entry.tenant(), Kind.LOGS, within ? from : null, within ? to : null);
  }

  /** The stretch that a collection was made for; null when it was made for none. */
  static @Nullable Stretch of(ChromaApi.Collection collection) {
    Map<String, Object> metadata =
        Objects.requireNonNullElse(collection.metadata(), Map.<String, Object>of());
    if (!(metadata.get(TENANT) instanceof String tenant && Tenant.isName(tenant))) {
      return null;
    }
    Kind kind = "documents".equals(metadata.get(KIND)) ? Kind.DOCUMENTS : Kind.LOGS;
    return new Stretch(
        new Tenant(tenant), kind, seconds(metadata.get(FROM)), seconds(metadata.get(TO)));
  }

  private static @Nullable Long seconds(@Nullable Object value) {
    return value instanceof Number number ? number.longValue() : null;
  }

  /** What the collection says of itself. */
  Map<String, Object> metadata() {
    var metadata = new TreeMap<String, Object>();
    metadata.put("description", "The FaultMaven knowledge base");
    metadata.put(TENANT, tenant.name());
    metadata.put(KIND, kind == Kind.DOCUMENTS ? "documents" : "logs");
    if (from != null && to != null) {
      metadata.put(FROM, from);
      metadata.put(TO, to);
    }
    return metadata;
  }

  /**
   * The collection's name. A tenant's name has no dot, so that no two stretches share one.
   *
   * @param base the configured one, which the default tenant's documents have as it is
   */
  String name(String base) {
    if (kind == Kind.DOCUMENTS) {
      return tenant.equals(Tenant.DEFAULT) ? base : base + "." + tenant.name();
    }
    String of = from == null || to == null ? "any" : from + "-" + to;
    return base + "." + tenant.name() + ".logs." + of;
  }

  /** False when no entry of it can pass the filter. */
  boolean mayHold(SearchFilter filter) {
    if (kind == Kind.LOGS
        ? filter.kind() == SearchFilter.Kind.DOCUMENTS || !filter.documents().isEmpty()
        : filter.kind() == SearchFilter.Kind.LOGS) {
      return false;
    }
    if (from == null || to == null) {
      return true;
    }
    return (filter.to() == null || filter.to().getEpochSecond() >= from)
        && (filter.from() == null || filter.from().getEpochSecond() < to);
  }

  /** The filter without what every entry of it passes; kinds have collections of their own. */
  SearchFilter rest(SearchFilter filter) {
    boolean allLate =
        from != null
            && filter.from() != null
            && !filter.from().isAfter(Instant.ofEpochSecond(from));
    boolean allEarly =
        to != null && filter.to() != null && !filter.to().isBefore(Instant.ofEpochSecond(to));
    return new SearchFilter(
        filter.source(),
        allLate ? null : filter.from(),
        allEarly ? null : filter.to(),
        SearchFilter.Kind.ANY,
        filter.documents());
  }
}
