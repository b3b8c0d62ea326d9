package org.faultmaven.adapters.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.cluster.SlotHash;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
import org.faultmaven.contracts.record.Health;
import org.faultmaven.contracts.record.Session;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.record.Turn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Redis itself holds, seen with a client of the test's own. */
class RedisSessionStoreIT {
  private static final Duration TTL = Duration.ofMinutes(10);
  private static final Duration CAP = Duration.ofHours(1);
  private static final String CONTENT = "jane.roe@example.com";
  private static RedisServer server;
  private static RedisClient client;
  private static StatefulRedisConnection<String, String> connection;

  private final RedisCommands<String, String> redis = connection.sync();
  private ISessionStore store;

  @BeforeAll
  static void start() {
    server = RedisServer.start();
    client = RedisClient.create(RedisURI.create(server.host(), server.port()));
    connection = client.connect();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      client.shutdown();
      server.close();
    }
  }

  @BeforeEach
  void open() {
    redis.flushall();
    store = store(server, Secret.NONE);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void a_session_is_a_hash_and_two_lists_in_one_slot() {
    Session session = store.set(session(Tenant.DEFAULT), TTL);
    store.append(Tenant.DEFAULT, session.id(), turn("why?"));
    store.appendUpload(Tenant.DEFAULT, session.id(), "document");

    String hash = "session:{default:" + session.id() + "}";
    assertThat(redis.hget(hash, "session_id")).isEqualTo(session.id());
    assertThat(redis.hget(hash, "created_at")).isEqualTo(session.createdAt().toString());
    assertThat(Instant.parse(redis.hget(hash, "last_activity")))
        .isAfterOrEqualTo(session.createdAt());
    assertThat(redis.llen(hash + ":turns")).isEqualTo(1);
    assertThat(redis.llen(hash + ":uploads")).isEqualTo(1);
    assertThat(SlotHash.getSlot(hash)).isEqualTo(SlotHash.getSlot(hash + ":turns"));
    assertThat(redis.keys("*")).allMatch(key -> key.startsWith("session:"));
  }

  @Test
  void redis_frees_what_has_expired() {
    Session session = store.set(session(Tenant.DEFAULT), TTL);
    store.append(Tenant.DEFAULT, session.id(), turn("why?"));
    store.appendUpload(Tenant.DEFAULT, session.id(), "document");

    assertThat(redis.keys("*"))
        .hasSize(5)
        .allSatisfy(
            key -> assertThat(redis.pttl(key)).isPositive().isLessThanOrEqualTo(CAP.toMillis()));
    assertThat(redis.keys("session:{*"))
        .allSatisfy(key -> assertThat(redis.pttl(key)).isLessThanOrEqualTo(TTL.toMillis()));
    store.extendTtl(Tenant.DEFAULT, session.id(), TTL.dividedBy(2));
    assertThat(redis.keys("session:{*"))
        .hasSize(3)
        .allSatisfy(
            key -> assertThat(redis.pttl(key)).isLessThanOrEqualTo(TTL.dividedBy(2).toMillis()));
    store.delete(Tenant.DEFAULT, session.id());
    assertThat(redis.keys("session:{*")).isEmpty();
  }

  @Test
  void what_has_gone_is_taken_out_of_the_lists_by_reading_them() {
    Session gone = store.set(session(Tenant.DEFAULT), TTL);
    Session stays = store.set(session(Tenant.DEFAULT), TTL);
    redis.del("session:{default:" + gone.id() + "}");

    assertThat(store.find(Tenant.DEFAULT, 10)).containsExactly(stays);
    assertThat(store.findByClient(Tenant.DEFAULT, "client")).contains(stays);

    assertThat(redis.zrange("session:index:default", 0, -1)).containsExactly(stays.id());
    assertThat(redis.smembers("session:client:default:client")).containsExactly(stays.id());
  }

  @Test
  void an_append_lists_no_session_that_is_not_there() {
    assertThat(store.append(Tenant.DEFAULT, UUID.randomUUID().toString(), turn("why?"))).isFalse();

    assertThat(redis.keys("*")).isEmpty();
  }

  @Test
  void lists_more_than_a_page() {
    for (int i = 0; i < 250; i++) {
      store.set(session(Tenant.DEFAULT), TTL);
    }

    assertThat(store.find(Tenant.DEFAULT, 1_000)).hasSize(250);
    assertThat(store.find(Tenant.DEFAULT, 120)).hasSize(120);
  }

  @Test
  void a_session_that_cannot_be_read_is_none() {
    Session session = store.set(session(Tenant.DEFAULT), TTL);
    Session other = store.set(session(Tenant.DEFAULT), TTL);
    String hash = "session:{default:" + session.id() + "}";

    redis.hset(hash, "created_at", CONTENT);
    assertThat(store.get(Tenant.DEFAULT, session.id())).isEmpty();
    redis.rpush("session:{default:" + other.id() + "}:turns", "x no JSON " + CONTENT);
    assertThat(store.get(Tenant.DEFAULT, other.id())).isEmpty();
    redis.del(hash);
    redis.set(hash, CONTENT);
    assertThat(store.get(Tenant.DEFAULT, session.id())).isEmpty();
    assertThat(store.find(Tenant.DEFAULT, 10))
        .as("a listing reads no turns")
        .map(Session::id)
        .containsExactly(other.id());

    BackendException failure =
        catchThrowableOfType(
            BackendException.class, () -> store.append(Tenant.DEFAULT, session.id(), turn("why?")));
    assertThat(failure.retryable()).isFalse();
    assertThat(failure).hasMessage("redis: a key of sessions holds something else; delete it");
  }

  @Test
  void tenants_share_no_key() {
    var acme = new Tenant("acme");
    Session mine = store.set(session(Tenant.DEFAULT), TTL);
    store.append(Tenant.DEFAULT, mine.id(), turn("why?"));
    List<String> before = redis.keys("*");

    Session theirs = store.set(withId(session(acme), mine.id()), TTL);
    store.append(acme, theirs.id(), turn("why?"));

    assertThat(redis.keys("*")).hasSize(2 * before.size()).containsAll(before);
    assertThat(redis.keys("*acme*")).hasSize(before.size());
  }

  @Test
  void an_id_with_braces_stays_itself() {
    Session odd = store.set(withId(session(Tenant.DEFAULT), "a}:turns{b}"), TTL);
    store.append(Tenant.DEFAULT, odd.id(), turn("why?"));

    assertThat(store.get(Tenant.DEFAULT, odd.id()).orElseThrow().investigationHistory()).hasSize(1);
    assertThat(store.exists(Tenant.DEFAULT, "a")).isFalse();
  }

  @Test
  void a_server_that_forgot_its_scripts_is_sent_them_again() {
    Session session = store.set(session(Tenant.DEFAULT), TTL);
    redis.scriptFlush();

    assertThat(store.append(Tenant.DEFAULT, session.id(), turn("why?"))).isTrue();
    assertThat(store.get(Tenant.DEFAULT, session.id())).isPresent();
  }

  @Test
  void a_wrong_password_is_said_and_not_shown() {
    String password = "made-up-and-wrong";
    try (var locked = RedisServer.start("made-up-for-this-test");
        ISessionStore wrong = store(locked, new Secret(password));
        ISessionStore none = store(locked, Secret.NONE)) {
      assertThatThrownBy(() -> wrong.exists(Tenant.DEFAULT, "a"))
          .hasMessage("redis answered WRONGPASS: it refuses the password; correct REDIS_PASSWORD");
      assertThatThrownBy(() -> none.exists(Tenant.DEFAULT, "a"))
          .hasMessage("redis answered NOAUTH: it asks for a password; set REDIS_PASSWORD");
      Health health = wrong.check();
      assertThat(health.up()).isFalse();
      assertThat(health.toString()).contains("WRONGPASS").doesNotContain(password);
    }
  }

  @Test
  void opens_nothing_before_its_first_call_and_nothing_after_it_is_closed() {
    ISessionStore unused = store(server, Secret.NONE);
    unused.close();
    unused.close();

    assertThatThrownBy(() -> unused.exists(Tenant.DEFAULT, "a"))
        .isInstanceOf(BackendException.class);
  }

  private static ISessionStore store(RedisServer of, Secret password) {
    return RedisConfiguration.sessionStore(
        new RedisConfig(of.host(), of.port(), password, 0),
        new SessionConfig(TTL, CAP, 200, 1_000, 10_000, new DataSize(1 << 20)),
        Clock.systemUTC(),
        new SimpleMeterRegistry());
  }

  private static Session withId(Session session, String id) {
    return new Session(
        id,
        session.tenant(),
        session.clientId(),
        null,
        session.createdAt(),
        session.lastActivity(),
        session.expiresAt(),
        List.of(),
        List.of());
  }

  private static Session session(Tenant tenant) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    return new Session(
        UUID.randomUUID().toString(), tenant, "client", null, now, now, now, List.of(), List.of());
  }

  private static Turn turn(String question) {
    return new Turn(Instant.EPOCH, SampleEntries.text(question), SampleEntries.text("{}"));
  }
}
