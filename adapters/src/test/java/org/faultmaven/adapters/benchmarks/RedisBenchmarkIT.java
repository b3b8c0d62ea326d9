package org.faultmaven.adapters.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.faultmaven.adapters.redis.RedisConfiguration;
import org.faultmaven.adapters.server.RedisServer;
import org.faultmaven.contracts.config.DataSize;
import org.faultmaven.contracts.config.RedisConfig;
import org.faultmaven.contracts.config.Secret;
import org.faultmaven.contracts.config.SessionConfig;
import org.faultmaven.contracts.kit.SampleEntries;
import org.faultmaven.contracts.port.ISessionStore;
import org.faultmaven.contracts.record.Session;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.record.Turn;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Turns appended to one session by many writers at once. The rival reads the session, adds the turn
 * and writes it back, as FaultMaven did; it also loses what others wrote in between.
 */
@Tag("bench")
class RedisBenchmarkIT {
  private static final int WRITERS = 16;
  private static final int EACH = 500;
  private static final int RIVAL_EACH = 100;
  private static final String QUESTION = "Why did broker 1 leave the in-sync replicas at 20:39?";
  private static final String ANSWER = "{\"answer\":\"" + "x".repeat(500) + "\"}";

  private interface Append {
    void turn(int writer, int number);
  }

  @Test
  void appends() throws Exception {
    try (var server = RedisServer.start()) {
      Instant now = Instant.now();
      String id = UUID.randomUUID().toString();
      var session =
          new Session(id, Tenant.DEFAULT, null, null, now, now, now, List.of(), List.of());
      try (ISessionStore store =
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
              new SimpleMeterRegistry())) {
        store.set(session, null);
        Append append =
            (writer, number) -> {
              var turn = new Turn(now, SampleEntries.text(QUESTION), SampleEntries.text(ANSWER));
              if (!store.append(Tenant.DEFAULT, id, turn)) {
                throw new IllegalStateException("no session");
              }
            };
        // Warm, so that both meet a compiled client.
        rate(append, 2, 200);
        store.set(session, null);
        double rate = rate(append, WRITERS, EACH);
        int kept = store.get(Tenant.DEFAULT, id).orElseThrow().investigationHistory().size();
        double rival = rival(server);
        System.out.printf(
            Locale.ROOT,
            "[bench] redis: %d writers x %d turns into one session: %,.0f turns/s, %d lost; %.1f"
                + " times GET and SET%n",
            WRITERS,
            EACH,
            rate,
            WRITERS * EACH - kept,
            rate / rival);
        assertThat(kept).isEqualTo(WRITERS * EACH);
      }
    }
  }

  private static double rival(RedisServer server) throws Exception {
    RedisClient client = RedisClient.create(RedisURI.create(server.host(), server.port()));
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      String key = "rival";
      connection.sync().set(key, "");
      double rate =
          rate(
              (_, _) -> {
                String whole = connection.sync().get(key);
                connection.sync().setex(key, 1_800, whole + QUESTION + ANSWER + "\n");
              },
              WRITERS,
              RIVAL_EACH);
      long kept = connection.sync().get(key).lines().count();
      System.out.printf(
          Locale.ROOT,
          "[bench] redis: GET and SET, %d writers x %d turns: %,.0f turns/s, %d of %d lost%n",
          WRITERS,
          RIVAL_EACH,
          rate,
          WRITERS * RIVAL_EACH - kept,
          WRITERS * RIVAL_EACH);
      return rate;
    } finally {
      client.shutdown();
    }
  }

  /** Turns a second, of all writers. */
  private static double rate(Append append, int writers, int each) throws Exception {
    List<Callable<Void>> work = new ArrayList<>();
    for (int writer = 0; writer < writers; writer++) {
      int number = writer;
      work.add(
          () -> {
            for (int i = 0; i < each; i++) {
              append.turn(number, i);
            }
            return null;
          });
    }
    try (var threads = Executors.newFixedThreadPool(writers)) {
      long start = System.nanoTime();
      for (var done : threads.invokeAll(work)) {
        done.get();
      }
      return writers * each * 1e9 / (System.nanoTime() - start);
    }
  }
}
