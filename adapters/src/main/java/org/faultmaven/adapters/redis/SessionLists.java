package org.faultmaven.adapters.redis;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.faultmaven.contracts.record.Session;
import org.faultmaven.contracts.record.Tenant;

/**
 * Which sessions there are: of a tenant, by last activity, and of a client. They may name sessions
 * that have expired, which are taken out when somebody comes across them.
 */
final class SessionLists {
  private static final int PAGE = 100;
  private static final Comparator<Session> LAST_ACTIVE_FIRST =
      Comparator.comparing(Session::lastActivity).reversed().thenComparing(Session::id);

  private final RedisLink link;
  private final Clock clock;

  SessionLists(RedisLink link, Clock clock) {
    this.link = link;
    this.clock = clock;
  }

  /**
   * Enters a session that has just been written.
   *
   * @param cap how long it lives at most, and with it the lists
   */
  CompletableFuture<Void> enter(
      RedisClusterAsyncCommands<String, String> redis, Session session, Duration cap) {
    String index = SessionKeys.index(session.tenant());
    double score = session.lastActivity().toEpochMilli();
    Stream<CompletableFuture<?>> ofTenant =
        Stream.of(
            redis.zadd(index, score, session.id()).toCompletableFuture(),
            redis.pexpire(index, cap.toMillis()).toCompletableFuture());
    String clientId = session.clientId();
    if (clientId == null) {
      return all(ofTenant);
    }
    String client = SessionKeys.client(session.tenant(), clientId);
    Stream<CompletableFuture<?>> ofClient =
        Stream.of(
            redis.sadd(client, session.id()).toCompletableFuture(),
            redis.pexpire(client, cap.toMillis()).toCompletableFuture());
    return all(Stream.concat(ofTenant, ofClient));
  }

  private static CompletableFuture<Void> all(Stream<CompletableFuture<?>> futures) {
    return CompletableFuture.allOf(futures.toArray(CompletableFuture<?>[]::new));
  }

  /** Takes a session out of its tenant's. */
  CompletableFuture<Long> leave(
      RedisClusterAsyncCommands<String, String> redis, Tenant tenant, String id) {
    return redis.zrem(SessionKeys.index(tenant), id).toCompletableFuture();
  }

  /**
   * A session as it is kept, live or not; nothing when there is none or it can't be read.
   *
   * @param turns the most of its turns, the newest
   */
  CompletableFuture<Optional<Session>> session(
      RedisClusterAsyncCommands<String, String> redis, Tenant tenant, String id, int turns) {
    return Script.GET
        .<List<Object>>run(redis, SessionKeys.of(tenant, id), Integer.toString(turns))
        .thenApply(reply -> SessionFields.read(tenant, reply));
  }

  /** A tenant's live sessions without their turns, the last active first. */
  List<Session> live(Tenant tenant, int limit) throws Exception {
    String index = SessionKeys.index(tenant);
    var live = new ArrayList<Session>();
    long start = 0;
    List<String> page;
    do {
      long from = start;
      page = link.ask(redis -> redis.zrevrange(index, from, from + PAGE - 1).toCompletableFuture());
      List<String> gone = new ArrayList<>();
      live.addAll(live(tenant, page, gone));
      if (!gone.isEmpty()) {
        link.ask(redis -> redis.zrem(index, gone.toArray(String[]::new)).toCompletableFuture());
      }
      start += page.size() - gone.size();
    } while (page.size() == PAGE && live.size() < limit);
    return live.stream().sorted(LAST_ACTIVE_FIRST).limit(limit).toList();
  }

  /** A client's live sessions without their turns. */
  List<Session> live(Tenant tenant, String clientId) throws Exception {
    String client = SessionKeys.client(tenant, clientId);
    Collection<String> ids = link.ask(redis -> redis.smembers(client).toCompletableFuture());
    List<String> gone = new ArrayList<>();
    List<Session> live = live(tenant, ids, gone);
    if (!gone.isEmpty()) {
      link.ask(redis -> redis.srem(client, gone.toArray(String[]::new)).toCompletableFuture());
    }
    return live.stream().filter(session -> clientId.equals(session.clientId())).toList();
  }

  /**
   * @param gone is handed the ids that no live session has
   */
  private List<Session> live(Tenant tenant, Collection<String> ids, List<String> gone)
      throws Exception {
    Instant now = clock.instant();
    var live = new ArrayList<Session>();
    List<Optional<Session>> found = link.ask(redis -> sessions(redis, tenant, ids));
    int i = 0;
    for (String id : ids) {
      found
          .get(i++)
          .filter(session -> session.expiresAt().isAfter(now))
          .ifPresentOrElse(live::add, () -> gone.add(id));
    }
    return live;
  }

  /** All of them in one go. */
  private CompletableFuture<List<Optional<Session>>> sessions(
      RedisClusterAsyncCommands<String, String> redis, Tenant tenant, Collection<String> ids) {
    List<CompletableFuture<Optional<Session>>> asked =
        ids.stream()
            .map(
                id ->
                    session(redis, tenant, id, 0)
                        // What can't be read is not listed, and no trouble to the others.
                        .exceptionallyCompose(
                            failure ->
                                RedisFailure.isUnreadable(failure)
                                    ? CompletableFuture.completedFuture(Optional.empty())
                                    : CompletableFuture.failedFuture(failure)))
            .toList();
    return all(asked.stream().map(future -> future))
        .thenApply(_ -> asked.stream().map(CompletableFuture::join).toList());
  }
}
