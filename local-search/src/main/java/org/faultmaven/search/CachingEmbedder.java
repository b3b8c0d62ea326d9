package org.faultmaven.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.faultmaven.contracts.port.IEmbedder;
import org.faultmaven.contracts.record.Health;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the vectors used last under a hash of their text. Of callers that ask for the same text at
 * once, one computes and the others wait for it. A failure is not remembered.
 */
final class CachingEmbedder implements EmbeddingCache {
  /** 128 bits of the text's SHA-256: the text itself would cost more memory than its vector. */
  private record Key(long high, long low) {
    static Key of(String text) {
      ByteBuffer hash = ByteBuffer.wrap(Sha256.of(text.getBytes(UTF_8)));
      return new Key(hash.getLong(), hash.getLong());
    }
  }

  private final IEmbedder embedder;
  private final int maxShapes;
  private final ReentrantLock lock = new ReentrantLock();
  private final LinkedHashMap<Key, CompletableFuture<float[]>> vectors =
      new LinkedHashMap<>(16, 0.75f, true);
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();

  CachingEmbedder(IEmbedder embedder, int maxShapes) {
    if (maxShapes < 0) {
      throw new IllegalArgumentException("an embedding cache holds 0 shapes or more");
    }
    this.embedder = embedder;
    this.maxShapes = maxShapes;
  }

  @Override
  public float[] embed(String text) {
    Key key = Key.of(text);
    var mine = new CompletableFuture<float[]>();
    CompletableFuture<float[]> known = getOrClaim(key, mine);
    if (known != null) {
      hits.increment();
      return await(known).clone();
    }
    misses.increment();
    try {
      float[] vector = embedder.embed(text);
      mine.complete(vector);
      return vector.clone();
    } catch (RuntimeException | Error e) {
      forget(key, mine);
      mine.completeExceptionally(e);
      throw e;
    }
  }

  private @Nullable CompletableFuture<float[]> getOrClaim(
      Key key, CompletableFuture<float[]> mine) {
    lock.lock();
    try {
      CompletableFuture<float[]> known = vectors.get(key);
      if (known == null) {
        vectors.put(key, mine);
        if (vectors.size() > maxShapes) {
          vectors.pollFirstEntry();
        }
      }
      return known;
    } finally {
      lock.unlock();
    }
  }

  private void forget(Key key, CompletableFuture<float[]> failed) {
    lock.lock();
    try {
      vectors.remove(key, failed);
    } finally {
      lock.unlock();
    }
  }

  private static float[] await(CompletableFuture<float[]> vector) {
    try {
      return vector.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw e;
      }
    }
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
  public long hits() {
    return hits.sum();
  }

  @Override
  public long misses() {
    return misses.sum();
  }

  @Override
  public int size() {
    lock.lock();
    try {
      return vectors.size();
    } finally {
      lock.unlock();
    }
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
