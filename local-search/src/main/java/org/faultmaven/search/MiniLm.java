package org.faultmaven.search;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.IEmbedder;
import org.faultmaven.contracts.record.Health;
import org.jspecify.annotations.Nullable;

/**
 * all-MiniLM-L6-v2 in process, loaded at the first use. Texts are embedded one by one: in a batch,
 * a quantised vector would depend on its neighbours, and a CPU gains nothing by it.
 */
final class MiniLm implements IEmbedder {
  /** Raised with the weights, the tokenizer or the way texts are cut: any changes the vectors. */
  static final String MODEL = "all-MiniLM-L6-v2-q/1";

  private final Path cacheDirectory;
  // Calls share the read lock; closing takes the write lock, for native code must not run on a
  // closed session.
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private volatile @Nullable MiniLmModel model;
  private volatile boolean closed;

  MiniLm(Path cacheDirectory) {
    this.cacheDirectory = cacheDirectory;
  }

  @Override
  public float[] embed(String text) {
    return withModel(loaded -> loaded.embed(text));
  }

  @Override
  public int countTokens(String text) {
    return withModel(loaded -> loaded.countTokens(text));
  }

  private <T> T withModel(Function<MiniLmModel, T> use) {
    if (model == null) {
      load();
    }
    lock.readLock().lock();
    try {
      MiniLmModel loaded = model;
      if (loaded == null) {
        throw new BackendException("the embedder is closed", false);
      }
      return use.apply(loaded);
    } finally {
      lock.readLock().unlock();
    }
  }

  private void load() {
    lock.writeLock().lock();
    try {
      if (model == null && !closed) {
        model = MiniLmModel.load(cacheDirectory);
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  @Override
  public int maxTokens() {
    return MiniLmModel.MAX_TOKENS;
  }

  @Override
  public int dimensions() {
    return MiniLmModel.DIMENSIONS;
  }

  @Override
  public String model() {
    return MODEL;
  }

  /** Loads the model when it isn't yet, and has it embed a word. */
  @Override
  public Health check() {
    long start = System.nanoTime();
    try {
      embed("health");
      return Health.up(Duration.ofNanos(System.nanoTime() - start));
    } catch (BackendException e) {
      return Health.down(
          Duration.ofNanos(System.nanoTime() - start), String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      closed = true;
      MiniLmModel loaded = model;
      model = null;
      if (loaded != null) {
        loaded.close();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
