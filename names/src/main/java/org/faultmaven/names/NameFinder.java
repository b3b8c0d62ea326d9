package org.faultmaven.names;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Finds named entities in texts of any kind and length. What was computed for a window of tokens is
 * remembered within a number of bytes, by keyed hashes and without any text, so that the cost grows
 * with what is new. Safe for use by many threads, which share the model and what is remembered.
 */
public final class NameFinder {
  /** Without white space, more UTF-16 units are not judged: they are {@link Entity#OVERLONG}. */
  public static final int LONGEST_CHUNK = 1024;

  private final NameModel model;
  private final Keys keys = new Keys();
  private final Memories memories;
  private final Kernel kernel;
  private final BlockingQueue<Worker> idle =
      new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());

  /**
   * @param memoryBytes how much may be remembered
   */
  public NameFinder(NameModel model, long memoryBytes) {
    this(model, memoryBytes, Kernel.best());
  }

  NameFinder(NameModel model, long memoryBytes, Kernel kernel) {
    this.model = model;
    memories = Memories.of(memoryBytes);
    this.kernel = kernel;
  }

  /**
   * Every entity that spaCy's pipeline could find, wherever it saw sentences start: they may
   * overlap. Several texts at once are quicker than one after the other.
   *
   * @return one list a text, in order; each by place
   */
  public List<List<Entity>> entities(List<String> texts) {
    return find(texts, true);
  }

  /** The entities that spaCy's tokenizer and {@code ner} alone find, which never overlap. */
  public List<List<Entity>> entitiesWithoutSentences(List<String> texts) {
    return find(texts, false);
  }

  private List<List<Entity>> find(List<String> texts, boolean allWays) {
    Worker worker = worker();
    List<List<Entity>> found = worker.entities(texts, allWays);
    // One that failed is not used again.
    idle.offer(worker);
    return found;
  }

  Worker worker() {
    Worker worker = idle.poll();
    return worker == null ? new Worker(model, keys, memories, kernel, LONGEST_CHUNK) : worker;
  }

  public NameModel model() {
    return model;
  }

  /** What computes, for people: said once at the start. */
  public String kernel() {
    return kernel.describe();
  }

  /** Tokens that were judged. */
  public long tokensAsked() {
    return memories.judged().asked();
  }

  /** Those of them whose window was known. */
  public long tokensKnown() {
    return memories.judged().known();
  }

  /** About what is remembered now, in bytes: looks at everything, so not for often. */
  public long memoryUsed() {
    return memories.bytes();
  }
}
