package org.faultmaven.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.IEmbedder;
import org.faultmaven.contracts.record.Health;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CachingEmbedderTest {
  private final Counting counting = new Counting();

  @Test
  void embeds_an_equal_text_once() {
    EmbeddingCache cache = LocalSearch.caching(counting, 10);

    float[] first = cache.embed("shape");
    float[] second = cache.embed("shape");

    assertThat(second).containsExactly(first).isNotSameAs(first);
    assertThat(counting.embedded).containsExactly("shape");
    assertThat(cache.hits()).isEqualTo(1);
    assertThat(cache.misses()).isEqualTo(1);
  }

  @Test
  void a_changed_answer_changes_nothing_that_is_remembered() {
    EmbeddingCache cache = LocalSearch.caching(counting, 10);

    cache.embed("shape")[0] = 99;
    cache.embed("shape")[0] = 99;

    assertThat(cache.embed("shape")).containsExactly(5);
  }

  @Test
  void forgets_the_one_that_was_used_longest_ago() {
    EmbeddingCache cache = LocalSearch.caching(counting, 2);

    List.of("a", "b", "a", "c", "a", "b").forEach(cache::embed);

    assertThat(counting.embedded).containsExactly("a", "b", "c", "b");
    assertThat(cache.size()).isEqualTo(2);
    assertThat(cache.hits()).isEqualTo(2);
    assertThat(cache.misses()).isEqualTo(4);
  }

  @Test
  void remembers_nothing_when_so_told() {
    EmbeddingCache cache = LocalSearch.caching(counting, 0);

    List.of("a", "a").forEach(cache::embed);

    assertThat(counting.embedded).containsExactly("a", "a");
    assertThat(cache.size()).isZero();
    assertThatThrownBy(() -> LocalSearch.caching(counting, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void callers_at_once_share_one_computation() throws Exception {
    EmbeddingCache cache = LocalSearch.caching(counting, 10);
    counting.hold = new CountDownLatch(1);

    try (ExecutorService threads = Executors.newFixedThreadPool(5)) {
      List<Future<float[]>> vectors = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        vectors.add(threads.submit(() -> cache.embed("shape")));
      }
      while (cache.hits() < 4) {
        Thread.onSpinWait();
      }
      counting.hold.countDown();
      for (Future<float[]> vector : vectors) {
        assertThat(vector.get()).containsExactly(5);
      }
    }
    assertThat(counting.embedded).containsExactly("shape");
  }

  @Test
  void a_failure_reaches_those_who_wait_and_is_not_remembered() throws Exception {
    EmbeddingCache cache = LocalSearch.caching(counting, 10);
    counting.hold = new CountDownLatch(1);
    counting.failing = true;

    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<float[]> one = threads.submit(() -> cache.embed("shape"));
      Future<float[]> other = threads.submit(() -> cache.embed("shape"));
      while (cache.hits() < 1) {
        Thread.onSpinWait();
      }
      counting.hold.countDown();
      assertThatThrownBy(one::get).hasCauseInstanceOf(BackendException.class);
      assertThatThrownBy(other::get).hasCauseInstanceOf(BackendException.class);
    }
    counting.failing = false;

    assertThat(cache.embed("shape")).containsExactly(5);
    assertThat(counting.embedded).hasSize(2);
  }

  @Test
  void asks_the_model_for_everything_else_and_closes_it() {
    EmbeddingCache cache = LocalSearch.caching(counting, 10);

    assertThat(cache.countTokens("four")).isEqualTo(4);
    assertThat(cache.maxTokens()).isEqualTo(7);
    assertThat(cache.dimensions()).isEqualTo(1);
    assertThat(cache.model()).isEqualTo("counting");
    assertThat(cache.check().up()).isTrue();
    cache.close();
    assertThat(counting.closed).isTrue();
  }

  /** A model whose vector is the text's length. */
  private static final class Counting implements IEmbedder {
    private final ConcurrentLinkedQueue<String> embedded = new ConcurrentLinkedQueue<>();
    private volatile CountDownLatch hold = new CountDownLatch(0);
    private volatile boolean failing;
    private volatile boolean closed;

    @Override
    public float[] embed(String text) {
      embedded.add(text);
      try {
        hold.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      if (failing) {
        throw new BackendException("the model failed", true);
      }
      return new float[] {text.length()};
    }

    @Override
    public int countTokens(String text) {
      return text.length();
    }

    @Override
    public int maxTokens() {
      return 7;
    }

    @Override
    public int dimensions() {
      return 1;
    }

    @Override
    public String model() {
      return "counting";
    }

    @Override
    public Health check() {
      return Health.up(Duration.ZERO);
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
