package org.faultmaven.query.citation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.errors.TimeoutException;
import org.faultmaven.contracts.port.BackendException;
import org.junit.jupiter.api.Test;

class ConsumerPoolTest {
  private final List<MockConsumer<byte[], byte[]>> made = new ArrayList<>();
  private final ConsumerPool pool = new ConsumerPool(this::make, 1, Duration.ofMillis(50));

  private MockConsumer<byte[], byte[]> make() {
    var consumer = new MockConsumer<byte[], byte[]>("earliest");
    made.add(consumer);
    return consumer;
  }

  @Test
  void makes_a_consumer_when_needed_and_uses_it_again() {
    assertThat(made).isEmpty();
    assertThat(pool.<Integer>use(consumer -> 1)).isEqualTo(1);
    assertThat(pool.<Integer>use(consumer -> 2)).isEqualTo(2);
    assertThat(made).hasSize(1);

    pool.close();
    assertThat(made.getFirst().closed()).isTrue();
    assertThatThrownBy(() -> pool.use(consumer -> 3)).isInstanceOf(BackendException.class);
  }

  @Test
  void one_that_failed_is_closed_and_made_anew() {
    assertThatThrownBy(
            () ->
                pool.use(
                    consumer -> {
                      throw new TimeoutException("partition of SECRET");
                    }))
        .isInstanceOfSatisfying(BackendException.class, e -> assertThat(e.retryable()).isTrue())
        .hasMessage("Kafka does not answer (TimeoutException)");
    assertThat(made.getFirst().closed()).isTrue();

    assertThat(pool.<Integer>use(consumer -> 1)).isEqualTo(1);
    assertThat(made).hasSize(2);
  }

  @Test
  void who_waits_too_long_is_told_to_come_again() throws Exception {
    var inUse = new CountDownLatch(1);
    var done = new CountDownLatch(1);
    try (var threads = Executors.newSingleThreadExecutor()) {
      var first =
          threads.submit(
              () ->
                  pool.use(
                      consumer -> {
                        inUse.countDown();
                        try {
                          done.await();
                        } catch (InterruptedException e) {
                          Thread.currentThread().interrupt();
                        }
                        return true;
                      }));
      inUse.await();
      assertThatThrownBy(() -> pool.use(consumer -> 2))
          .isInstanceOf(BackendException.class)
          .hasMessageContaining("Too many");
      done.countDown();
      assertThat(first.get()).isTrue();
    }
  }
}
