package org.faultmaven.adapters.redis;

import io.lettuce.core.ZAddArgs;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.faultmaven.adapters.call.CallFailedException;
import org.faultmaven.adapters.call.CallLimits;
import org.faultmaven.adapters.call.ExternalCall;
import org.faultmaven.adapters.call.ExternalSystem;
import org.faultmaven.contracts.config.SessionConfig;
import org.faultmaven.contracts.port.ISessionStore;
import org.faultmaven.contracts.record.Health;
import org.faultmaven.contracts.record.Session;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.record.Turn;
import org.jspecify.annotations.Nullable;

/**
 * Sessions in Redis. Whether one is live is judged by this process's clock, so that those of
 * several are to agree; Redis frees the memory when it has expired by its own.
 */
final class RedisSessionStore implements ISessionStore {
  /** Whoever asks is a person who waits. */
  private static final CallLimits LIMITS =
      new CallLimits(Duration.ofSeconds(2), 2, Duration.ofMillis(100));

  private final Clock clock;
  private final SessionConfig config;
  private final RedisLink link;
  private final ExternalSystem system;
  private final ExternalCall reading;
  private final ExternalCall writing;
  private final ExternalCall appending;
  private final SessionLists lists;

  RedisSessionStore(Clock clock, SessionConfig config, RedisLink link, ExternalSystem system) {
    this.clock = clock;
    this.config = config;
    this.link = link;
    this.system = system;
    this.reading = system.call("read", LIMITS);
    this.writing = system.call("write", LIMITS);
    this.appending = system.call("append", LIMITS);
    this.lists = new SessionLists(link, clock);
  }

  @Override
  public Optional<Session> get(Tenant tenant, String id, int turns) {
    Instant now = clock.instant();
    try {
      return reading
          .run(() -> link.ask(redis -> lists.session(redis, tenant, id, turns)))
          .filter(session -> session.expiresAt().isAfter(now));
    } catch (CallFailedException e) {
      if (e.kind().equals(RedisFailure.UNREADABLE)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public Session set(Session session, @Nullable Duration ttl) {
    Instant now = clock.instant();
    Duration lifetime = ttl == null ? DEFAULT_TTL : ttl;
    Session stored = bounded(session, now, lifetime);
    SessionKeys keys = SessionKeys.of(session.tenant(), session.id());
    String[] arguments = SessionFields.write(stored, now, lifetime, config.absoluteCap());
    writing.run(
        () -> {
          link.ask(redis -> Script.SET.<Long>run(redis, keys, arguments));
          // Behind it: whoever lists finds no session that is not there yet, and forgets none.
          return link.ask(redis -> lists.enter(redis, stored, config.absoluteCap()));
        });
    return stored;
  }

  private Session bounded(Session session, Instant now, Duration ttl) {
    Instant cap = session.createdAt().plus(config.absoluteCap());
    Instant end = now.plus(ttl);
    List<Turn> turns = session.investigationHistory();
    List<String> uploads = session.dataUploads();
    return new Session(
        session.id(),
        session.tenant(),
        session.clientId(),
        session.userId(),
        session.createdAt(),
        session.lastActivity(),
        (end.isAfter(cap) ? cap : end).truncatedTo(ChronoUnit.MILLIS),
        uploads.subList(Math.max(0, uploads.size() - config.maxUploads()), uploads.size()),
        turns.subList(Math.max(0, turns.size() - config.maxTurns()), turns.size()));
  }

  @Override
  public boolean delete(Tenant tenant, String id) {
    String now = now();
    return writing.run(
        () ->
            link.ask(
                redis ->
                    Script.DELETE
                        .<Long>run(redis, SessionKeys.of(tenant, id), now)
                        .thenCombine(
                            lists.leave(redis, tenant, id), (deleted, _) -> deleted == 1)));
  }

  @Override
  public boolean exists(Tenant tenant, String id) {
    long now = clock.millis();
    String hash = SessionKeys.of(tenant, id).hash();
    String end =
        reading.<@Nullable String>run(
            () ->
                link.ask(
                    redis -> redis.hget(hash, SessionFields.EXPIRES_AT).toCompletableFuture()));
    return end != null && Long.parseLong(end) > now;
  }

  @Override
  public boolean extendTtl(Tenant tenant, String id, @Nullable Duration ttl) {
    String now = now();
    String millis = SessionFields.millis((ttl == null ? DEFAULT_TTL : ttl).toMillis());
    return writing.run(
        () ->
            link.ask(
                redis ->
                    Script.EXTEND
                        .<Long>run(redis, SessionKeys.of(tenant, id), now, millis)
                        .thenApply(extended -> extended == 1)));
  }

  @Override
  public boolean append(Tenant tenant, String id, Turn turn) {
    SessionKeys keys = SessionKeys.of(tenant, id);
    String[] lists = {keys.hash(), keys.turns(), keys.uploads()};
    return append(tenant, id, lists, SessionFields.element(turn), config.maxTurns());
  }

  @Override
  public boolean appendUpload(Tenant tenant, String id, String documentId) {
    SessionKeys keys = SessionKeys.of(tenant, id);
    String[] lists = {keys.hash(), keys.uploads(), keys.turns()};
    return append(tenant, id, lists, SessionFields.element(documentId), config.maxUploads());
  }

  /**
   * @param longest how many elements are kept, the newest
   */
  private boolean append(Tenant tenant, String id, String[] keys, String element, int longest) {
    Instant now = clock.instant();
    var attempts = new AtomicInteger();
    return appending.run(
        () -> {
          // One whose answer got lost may have been done all the same.
          String repeated = attempts.getAndIncrement() == 0 ? "0" : "1";
          return link.ask(
              redis ->
                  Script.APPEND
                      .<Long>run(
                          redis,
                          keys,
                          Long.toString(now.toEpochMilli()),
                          now.toString(),
                          element,
                          Integer.toString(longest),
                          repeated)
                      .thenCombine(touch(redis, tenant, id, now), (appended, _) -> appended == 1));
        });
  }

  private static CompletableFuture<Long> touch(
      RedisClusterAsyncCommands<String, String> redis, Tenant tenant, String id, Instant now) {
    // Only what is listed, only to a later time: a session that has gone is not listed by this.
    return redis
        .zadd(
            SessionKeys.index(tenant), ZAddArgs.Builder.xx().gt(), (double) now.toEpochMilli(), id)
        .toCompletableFuture();
  }

  @Override
  public List<Session> find(Tenant tenant, int limit) {
    return reading.run(() -> lists.live(tenant, limit));
  }

  @Override
  public Optional<Session> findByClient(Tenant tenant, String clientId) {
    return reading.run(() -> lists.live(tenant, clientId)).stream()
        .sorted(Comparator.comparing(Session::lastActivity).reversed())
        // One may end before it is read as a whole.
        .flatMap(session -> get(tenant, session.id()).stream())
        .findFirst();
  }

  @Override
  public Health check() {
    return system.check(() -> link.ask(redis -> redis.ping().toCompletableFuture()));
  }

  @Override
  public void close() {
    link.close();
  }

  private String now() {
    return Long.toString(clock.millis());
  }
}
