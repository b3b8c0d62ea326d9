package org.faultmaven.query.search;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.IEmbedder;
import org.faultmaven.contracts.port.IKeywordIndex;
import org.faultmaven.contracts.port.IVectorStore;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.record.Scored;
import org.faultmaven.contracts.record.SearchFilter;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.query.search.RankFusion.Ranking;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Searches both indexes. A hybrid search outlives the loss of either, and says so; it fails when
 * both are away.
 */
public final class Retrieval {
  /** The least that each index is asked for before the fusion: what one ranks low, both may not. */
  private static final int DEPTH = 100;

  private static final Logger log = LoggerFactory.getLogger(Retrieval.class);

  /**
   * @param hits best first
   * @param degraded what the answer lacks and why, as sentences; empty when it lacks nothing
   */
  public record Result(List<Scored> hits, Set<String> degraded) {
    public Result {
      hits = List.copyOf(hits);
    }
  }

  private final Tenant tenant;
  private final IEmbedder embedder;
  private final IVectorStore vectors;
  private final IKeywordIndex keywords;
  private final BooleanSupplier caughtUp;
  private final MeterRegistry meters;

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
    this.meters = meters;
  }

  /**
   * @param limit at least 1
   * @throws BackendException when what the mode needs is away
   */
  public Result search(SanitizedText query, Mode mode, int limit, SearchFilter filter) {
    return meters
        .timer("faultmaven.search", "mode", mode.label())
        .record(
            () ->
                switch (mode) {
                  case VECTOR ->
                      new Result(byMeaning(query.text(), limit, filter), new LinkedHashSet<>());
                  case KEYWORD -> new Result(byWords(query.text(), limit, filter), behind());
                  case HYBRID -> hybrid(query, limit, filter);
                });
  }

  private Result hybrid(SanitizedText query, int limit, SearchFilter filter) {
    Set<String> degraded = behind();
    int depth = Math.max(limit, DEPTH);
    var rankings = new ArrayList<Ranking>();
    BackendException first =
        attempt(
            rankings,
            () -> byMeaning(query.text(), depth, filter),
            degraded,
            "The vector store does not answer: found by words alone.");
    BackendException second =
        attempt(
            rankings,
            () -> byWords(query.text(), depth, filter),
            degraded,
            "The keyword index does not answer: found by meaning alone.");
    if (first != null && second != null) {
      throw first.retryable() ? first : second;
    }
    List<Scored> fused = RankFusion.fuse(rankings);
    return new Result(fused.subList(0, Math.min(limit, fused.size())), degraded);
  }

  private @Nullable BackendException attempt(
      List<Ranking> rankings, Supplier<List<Scored>> search, Set<String> degraded, String said) {
    try {
      rankings.add(new Ranking(1, search.get()));
      return null;
    } catch (BackendException e) {
      log.warn("{} {}", said, e.getMessage());
      meters.counter("faultmaven.search.degraded").increment();
      degraded.add(said);
      return e;
    }
  }

  /** By meaning: cosine. */
  public List<Scored> byMeaning(String text, int limit, SearchFilter filter) {
    return vectors.search(tenant, embedder.embed(text), limit, filter);
  }

  /** By words: BM25. */
  public List<Scored> byWords(String text, int limit, SearchFilter filter) {
    return keywords.search(tenant, text, limit, filter);
  }

  /** What an answer from the keyword index lacks now. */
  public Set<String> behind() {
    var degraded = new LinkedHashSet<String>();
    if (!caughtUp.getAsBoolean()) {
      degraded.add("The keyword index is still reading the entries topic: some may be missing.");
    }
    return degraded;
  }
}
