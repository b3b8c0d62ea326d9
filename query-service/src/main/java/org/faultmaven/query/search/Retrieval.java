package org.faultmaven.query.search;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.IEmbedder;
import org.faultmaven.contracts.port.IKeywordIndex;
import org.faultmaven.contracts.port.IVectorStore;
import org.faultmaven.contracts.record.Entry;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.record.Scored;
import org.faultmaven.contracts.record.SearchFilter;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.trace.TraceSpan;
import org.faultmaven.query.search.Degraded.Part;
import org.faultmaven.query.search.RankFusion.Ranking;

/** Searches by meaning, by words, or both fused. */
public final class Retrieval {
  /** The least that each index is asked for before the fusion: what one ranks low, both may not. */
  private static final int DEPTH = 100;

  /**
   * @param hits best first
   * @param degraded what the answer lacks and why, as sentences; empty when it lacks nothing
   */
  public record Result(List<Scored> hits, String degraded) {
    public Result {
      hits = List.copyOf(hits);
    }
  }

  private final Tenant tenant;
  private final IEmbedder embedder;
  private final IVectorStore vectors;
  private final IKeywordIndex keywords;
  private final BooleanSupplier caughtUp;
  private final Map<Mode, Timer> searches = new EnumMap<>(Mode.class);
  private final Counter degradations;

  /**
   * @param caughtUp whether the keyword index has read what stood in its topic at the start
   */
  public Retrieval(
      Tenant tenant,
      IEmbedder embedder,
      IVectorStore vectors,
      IKeywordIndex keywords,
      BooleanSupplier caughtUp,
      MeterRegistry meters) {
    this.tenant = tenant;
    this.embedder = embedder;
    this.vectors = vectors;
    this.keywords = keywords;
    this.caughtUp = caughtUp;
    for (Mode mode : Mode.values()) {
      searches.put(
          mode,
          Timer.builder("faultmaven.search")
              .description("Searches answered, by mode, with their duration")
              .tag("mode", mode.label())
              .register(meters));
    }
    this.degradations =
        Counter.builder("faultmaven.search.degraded")
            .description("Searches answered by one of the two indexes alone")
            .register(meters);
  }

  /**
   * @param limit at least 1
   * @throws BackendException when what the mode needs is away: for HYBRID, both indexes
   */
  public Result search(SanitizedText query, Mode mode, int limit, SearchFilter filter) {
    return Objects.requireNonNull(searches.get(mode))
        .record(
            () ->
                switch (mode) {
                  case VECTOR -> new Result(byMeaning(query.text(), limit, filter), "");
                  case KEYWORD ->
                      new Result(byWords(query.text(), limit, filter), degraded().notes());
                  case HYBRID -> hybrid(query.text(), limit, filter);
                });
  }

  private Result hybrid(String query, int limit, SearchFilter filter) {
    Degraded degraded = degraded();
    int depth = Math.max(limit, DEPTH);
    List<Scored> meant = degraded.attempt(Part.MEANING, () -> byMeaning(query, depth, filter));
    List<Scored> worded = degraded.attempt(Part.WORDS, () -> byWords(query, depth, filter));
    if (degraded.any()) {
      degradations.increment();
    }
    List<Scored> fused = RankFusion.fuse(List.of(new Ranking(1, meant), new Ranking(1, worded)));
    return new Result(fused.subList(0, Math.min(limit, fused.size())), degraded.notes());
  }

  /** By cosine. */
  public List<Scored> byMeaning(String text, int limit, SearchFilter filter) {
    float[] vector;
    try (TraceSpan _ = TraceSpan.child("embed")) {
      vector = embedder.embed(text);
    }
    return searched("vector", () -> vectors.search(tenant, vector, limit, filter));
  }

  /** By BM25. */
  public List<Scored> byWords(String text, int limit, SearchFilter filter) {
    return searched("keyword", () -> keywords.search(tenant, text, limit, filter));
  }

  /**
   * Entries of a shape, then those of shapes that have at least a share of its words.
   *
   * @param share above 0 to 1
   */
  public List<Entry> alike(SanitizedText shape, double share, int limit, SearchFilter filter) {
    return searched("keyword", () -> keywords.alike(tenant, shape, share, limit, filter));
  }

  private static <T> List<T> searched(String index, Supplier<List<T>> search) {
    try (TraceSpan span = TraceSpan.child("search")) {
      span.about(index);
      List<T> found = search.get();
      span.number("faultmaven.hits", found.size());
      return found;
    }
  }

  /** A record of what a request of several searches lacks. */
  public Degraded degraded() {
    return new Degraded(caughtUp.getAsBoolean());
  }
}
