package org.faultmaven.adapters.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.faultmaven.adapters.server.RedisServer;
import org.faultmaven.contracts.config.DataSize;
import org.faultmaven.contracts.config.RedisConfig;
import org.faultmaven.contracts.config.Secret;
import org.faultmaven.contracts.config.SessionConfig;
import org.faultmaven.contracts.kit.SampleEntries;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.ISessionStore;
import org.faultmaven.contracts.record.Health;
import org.faultmaven.contracts.record.Session;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.record.Turn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Redis goes away and comes back, with the same data. */
class RedisOutageIT {
  private static final String CONTENT = "jane.roe@example.com";
  private static final int WRITERS = 4;
  private static final int EACH = 200;

  private RedisServer server;
  private ISessionStore store;
  private Session session;

  @BeforeEach
  void start() {
    server = RedisServer.start();
    store =
        RedisConfiguration.sessionStore(
            new RedisConfig(server.host(), server.port(), Secret.NONE, 0),
            new SessionConfig(
                Duration.ofMinutes(30),
                Duration.ofHours(1),
                10_000,
                1_000,
                10_000,
                new DataSize(1 << 20)),
            Clock.systemUTC(),
            new SimpleMeterRegistry());
    Instant now = Instant.now();
    session =
        store.set(
            new Session(
                UUID.randomUUID().toString(),
                Tenant.DEFAULT,
                "client",
                null,
                now,
                now,
                now,
                List.of(),
                List.of()),
            null);
  }

  @AfterEach
  void stop() {
    if (server != null) {
      store.close();
      server.close();
    }
  }

  @Test
  void nothing_acknowledged_is_lost_and_nothing_doubled() throws Exception {
    Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    Set<String> failed = ConcurrentHashMap.newKeySet();
    var halfWay = new CountDownLatch(WRITERS * EACH / 2);
    var away = new CountDownLatch(1);
    try (var threads = Executors.newFixedThreadPool(WRITERS)) {
      List<Future<?>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        String name = "writer " + i + " turn ";
        writers.add(
            threads.submit(
                () -> {
                  for (int done = 0, turn = 0; done < EACH; turn++) {
                    String text = name + turn;
                    try {
                      assertThat(store.append(Tenant.DEFAULT, session.id(), turn(text))).isTrue();
                      acknowledged.add(text);
                      done++;
                      halfWay.countDown();
                    } catch (BackendException e) {
                      assertThat(e.retryable()).isTrue();
                      failed.add(text);
                      away.countDown();
                      awaitUp();
                    }
                  }
                }));
      }
      halfWay.await();
      server.stop();
      away.await();
      server.startAgain();
      for (Future<?> writer : writers) {
        writer.get();
      }
    }

    List<String> kept = kept();
    assertThat(acknowledged).hasSize(WRITERS * EACH);
    assertThat(failed).isNotEmpty();
    assertThat(kept).doesNotHaveDuplicates().containsAll(acknowledged);
    // What failed may have been done: its answer got lost.
    assertThat(kept).allMatch(text -> acknowledged.contains(text) || failed.contains(text));
    assertThat(store.find(Tenant.DEFAULT, 10))
        .extracting(Session::id)
        .containsExactly(session.id());
  }

  @Test
  void while_it_is_away_every_call_says_so_without_content() {
    server.stop();

    List<Callable<?>> calls =
        List.of(
            () -> store.get(Tenant.DEFAULT, session.id()),
            () -> store.append(Tenant.DEFAULT, session.id(), turn(CONTENT)),
            () -> store.appendUpload(Tenant.DEFAULT, session.id(), CONTENT),
            () -> store.set(session, null),
            () -> store.delete(Tenant.DEFAULT, session.id()),
            () -> store.exists(Tenant.DEFAULT, session.id()),
            () -> store.extendTtl(Tenant.DEFAULT, session.id(), null),
            () -> store.find(Tenant.DEFAULT, 3),
            () -> store.findByClient(Tenant.DEFAULT, "client"));
    for (Callable<?> call : calls) {
      BackendException failure = catchThrowableOfType(BackendException.class, call::call);
      assertThat(failure.retryable()).isTrue();
      assertThat(failure.getMessage()).startsWith("redis ").contains("Start it");
      for (Throwable each = failure; each != null; each = each.getCause()) {
        assertThat(each.toString()).doesNotContain("jane");
      }
    }
    Health health = store.check();
    assertThat(health.up()).isFalse();
    assertThat(health.calls()).isNotNull();
    assertThat(health.calls().breaker()).isEqualTo(Health.Breaker.OPEN);
    assertThat(health.calls().lastError()).isNotBlank();

    server.startAgain();
    awaitUp();
    assertThat(store.append(Tenant.DEFAULT, session.id(), turn("back"))).isTrue();
    assertThat(kept()).containsExactly("back");
    assertThat(store.check().calls().breaker()).isEqualTo(Health.Breaker.CLOSED);
  }

  @Test
  void a_server_that_hangs_costs_a_few_seconds_and_appends_once() {
    server.freeze();
    BackendException failure =
        catchThrowableOfType(
            BackendException.class,
            () -> store.append(Tenant.DEFAULT, session.id(), turn("asked while it hung")));
    assertThat(failure.retryable()).isTrue();
    assertThat(failure).hasMessageContaining("did not answer append within 2000 ms");

    // It now does what it was sent, each attempt of it.
    server.thaw();
    awaitUp();
    assertThat(store.append(Tenant.DEFAULT, session.id(), turn("after"))).isTrue();
    assertThat(kept()).endsWith("after").doesNotHaveDuplicates();
  }

  private void awaitUp() {
    while (!store.check().up()) {
      Thread.onSpinWait();
    }
  }

  private List<String> kept() {
    return store.get(Tenant.DEFAULT, session.id()).orElseThrow().investigationHistory().stream()
        .map(turn -> turn.question().text())
        .toList();
  }

  private static Turn turn(String question) {
    return new Turn(Instant.EPOCH, SampleEntries.text(question), SampleEntries.text("{}"));
  }
}
