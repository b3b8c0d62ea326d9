package org.faultmaven.runtime;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.function.ToDoubleFunction;
import org.faultmaven.contracts.port.IEmbedder;
import org.faultmaven.contracts.record.Health;
import org.faultmaven.search.EmbeddingCache;

/** Times what is computed. What a cache before it answers does not come here. */
final class MeteredEmbedder implements IEmbedder {
  private final IEmbedder embedder;
  private final Timer timer;

  /**
   * @param embedder closed with this
   */
  MeteredEmbedder(IEmbedder embedder, MeterRegistry meters) {
    this.embedder = embedder;
    this.timer =
        Timer.builder("faultmaven.embedding")
            .description("Vectors computed by the model, with the time that took")
            .register(meters);
  }

  /** Meters a cache: what it answered, and what had to be computed. */
  static EmbeddingCache metered(EmbeddingCache cache, MeterRegistry meters) {
    lookups(cache, "hit", EmbeddingCache::hits, meters);
    lookups(cache, "miss", EmbeddingCache::misses, meters);
    Gauge.builder("faultmaven.embedding.vectors", cache, EmbeddingCache::size)
        .description("Vectors that are remembered")
        .register(meters);
    return cache;
  }

  private static void lookups(
      EmbeddingCache cache,
      String result,
      ToDoubleFunction<EmbeddingCache> count,
      MeterRegistry meters) {
    FunctionCounter.builder("faultmaven.embedding.lookups", cache, count)
        .description("Texts looked up among the vectors that are remembered, by result")
        .tag("result", result)
        .register(meters);
  }

  @Override
  public float[] embed(String text) {
    return timer.record(() -> embedder.embed(text));
  }

  @Override
  public int countTokens(String text) {
    return embedder.countTokens(text);
  }

  @Override
  public int maxTokens() {
    return embedder.maxTokens();
  }

  @Override
  public int dimensions() {
    return embedder.dimensions();
  }

  @Override
  public String model() {
    return embedder.model();
  }

  @Override
  public Health check() {
    return embedder.check();
  }

  @Override
  public void close() {
    embedder.close();
  }
}
