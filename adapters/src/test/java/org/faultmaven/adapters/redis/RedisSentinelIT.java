package org.faultmaven.adapters.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.faultmaven.adapters.server.RedisServer;
import org.faultmaven.contracts.config.DataSize;
import org.faultmaven.contracts.config.RedisConfig;
import org.faultmaven.contracts.config.Secret;
import org.faultmaven.contracts.config.SessionConfig;
import org.faultmaven.contracts.kit.SampleEntries;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.ISessionStore;
import org.faultmaven.contracts.record.Session;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.record.Turn;
import org.junit.jupiter.api.Test;

class RedisSentinelIT {
  @Test
  void follows_the_master_when_another_takes_its_place() {
    try (var master = RedisServer.start();
        var replica = RedisServer.startReplica(master);
        var sentinel = RedisServer.startSentinel(master);
        ISessionStore store = store(sentinel)) {
      Instant now = Instant.now();
      String id = UUID.randomUUID().toString();
      Session session =
          new Session(id, Tenant.DEFAULT, null, null, now, now, now, List.of(), List.of());
      store.set(session, null);
      assertThat(store.append(Tenant.DEFAULT, id, turn("before"))).isTrue();
      replica.awaitCaughtUp(master);

      master.stop();
      appendUntilItIsTaken(store, id);

      assertThat(store.get(Tenant.DEFAULT, id).orElseThrow().investigationHistory())
          .extracting(turn -> turn.question().text())
          .containsExactly("before", "after");
    }
  }

  private static void appendUntilItIsTaken(ISessionStore store, String id) {
    while (true) {
      try {
        assertThat(store.append(Tenant.DEFAULT, id, turn("after"))).isTrue();
        return;
      } catch (BackendException e) {
        assertThat(e.retryable()).isTrue();
        while (!store.check().up()) {
          Thread.onSpinWait();
        }
      }
    }
  }

  private static ISessionStore store(RedisServer sentinel) {
    String uri = "redis-sentinel://" + sentinel.host() + ":" + sentinel.port() + "#main";
    return RedisConfiguration.sessionStore(
        new RedisConfig(uri, 6379, Secret.NONE, 0),
        new SessionConfig(
            Duration.ofMinutes(30), Duration.ofHours(1), 200, 1_000, 10_000, new DataSize(1 << 20)),
        Clock.systemUTC(),
        new SimpleMeterRegistry());
  }

  private static Turn turn(String question) {
    return new Turn(Instant.EPOCH, SampleEntries.text(question), SampleEntries.text("{}"));
  }
}
