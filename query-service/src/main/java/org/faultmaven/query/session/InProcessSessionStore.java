package org.faultmaven.query.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.faultmaven.contracts.config.SessionConfig;
import org.faultmaven.contracts.port.ISessionStore;
import org.faultmaven.contracts.record.Health;
import org.faultmaven.contracts.record.Session;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.record.Turn;
import org.jspecify.annotations.Nullable;

/**
 * Sessions in a map. Every change is one atomic step on one key; an expired session is absent at
 * once, and its memory is freed within a minute of the next {@link #set}.
 */
final class InProcessSessionStore implements ISessionStore {
  private static final Duration SWEEP = Duration.ofMinutes(1);

  private record Key(Tenant tenant, String id) {}

  /**
   * @param ttl what appends renew by
   */
  private record Stored(Session session, Duration ttl) {}

  private final Clock clock;
  private final SessionConfig config;
  private final Map<Key, Stored> sessions = new ConcurrentHashMap<>();
  private final AtomicReference<Instant> swept;

  InProcessSessionStore(Clock clock, SessionConfig config) {
    this.clock = clock;
    this.config = config;
    this.swept = new AtomicReference<>(clock.instant());
  }

  @Override
  public Optional<Session> get(Tenant tenant, String id) {
    return Optional.ofNullable(sessions.get(new Key(tenant, id)))
        .map(Stored::session)
        .filter(session -> isLive(session, clock.instant()));
  }

  @Override
  public Session set(Session session, @Nullable Duration ttl) {
    Instant now = clock.instant();
    sweep(now);
    Stored stored = renewed(bounded(session), now, ttl == null ? DEFAULT_TTL : ttl);
    sessions.put(new Key(session.tenant(), session.id()), stored);
    return stored.session();
  }

  @Override
  public boolean delete(Tenant tenant, String id) {
    Stored gone = sessions.remove(new Key(tenant, id));
    return gone != null && isLive(gone.session(), clock.instant());
  }

  @Override
  public boolean exists(Tenant tenant, String id) {
    return get(tenant, id).isPresent();
  }

  @Override
  public boolean extendTtl(Tenant tenant, String id, @Nullable Duration ttl) {
    Instant now = clock.instant();
    return change(
        tenant, id, now, stored -> renewed(stored.session(), now, ttl == null ? DEFAULT_TTL : ttl));
  }

  @Override
  public boolean append(Tenant tenant, String id, Turn turn) {
    return appended(
        tenant,
        id,
        session ->
            with(session, session.dataUploads(), plus(session.investigationHistory(), turn)));
  }

  @Override
  public boolean appendUpload(Tenant tenant, String id, String documentId) {
    return appended(
        tenant,
        id,
        session ->
            with(session, plus(session.dataUploads(), documentId), session.investigationHistory()));
  }

  private boolean appended(Tenant tenant, String id, UnaryOperator<Session> append) {
    Instant now = clock.instant();
    return change(
        tenant,
        id,
        now,
        stored ->
            renewed(activeAt(bounded(append.apply(stored.session())), now), now, stored.ttl()));
  }

  /** One atomic step, unless there is no live session. */
  private boolean change(Tenant tenant, String id, Instant now, UnaryOperator<Stored> change) {
    return sessions.computeIfPresent(
            new Key(tenant, id),
            (_, stored) -> isLive(stored.session(), now) ? change.apply(stored) : null)
        != null;
  }

  @Override
  public List<Session> find(Tenant tenant, int limit) {
    return live(tenant).limit(limit).toList();
  }

  @Override
  public Optional<Session> findByClient(Tenant tenant, String clientId) {
    return live(tenant).filter(session -> clientId.equals(session.clientId())).findFirst();
  }

  private Stream<Session> live(Tenant tenant) {
    Instant now = clock.instant();
    return sessions.values().stream()
        .map(Stored::session)
        .filter(session -> session.tenant().equals(tenant) && isLive(session, now))
        .sorted(Comparator.comparing(Session::lastActivity).reversed().thenComparing(Session::id));
  }

  @Override
  public Health check() {
    return Health.up(Duration.ZERO);
  }

  @Override
  public void close() {
    sessions.clear();
  }

  private void sweep(Instant now) {
    Instant last = swept.get();
    if (Duration.between(last, now).compareTo(SWEEP) >= 0 && swept.compareAndSet(last, now)) {
      sessions.values().removeIf(stored -> !isLive(stored.session(), now));
    }
  }

  private static boolean isLive(Session session, Instant now) {
    return session.expiresAt().isAfter(now);
  }

  private Stored renewed(Session session, Instant now, Duration ttl) {
    Instant cap = session.createdAt().plus(config.absoluteCap());
    Instant end = now.plus(ttl);
    return new Stored(expiring(session, end.isAfter(cap) ? cap : end), ttl);
  }

  private Session bounded(Session session) {
    List<Turn> turns = session.investigationHistory();
    int over = turns.size() - config.maxTurns();
    return over <= 0
        ? session
        : with(session, session.dataUploads(), turns.subList(over, turns.size()));
  }

  private static <T> List<T> plus(List<T> list, T last) {
    var longer = new ArrayList<T>(list);
    longer.add(last);
    return longer;
  }

  private static Session with(Session session, List<String> uploads, List<Turn> turns) {
    return new Session(
        session.id(),
        session.tenant(),
        session.clientId(),
        session.userId(),
        session.createdAt(),
        session.lastActivity(),
        session.expiresAt(),
        uploads,
        turns);
  }

  private static Session activeAt(Session session, Instant at) {
    return new Session(
        session.id(),
        session.tenant(),
        session.clientId(),
        session.userId(),
        session.createdAt(),
        at,
        session.expiresAt(),
        session.dataUploads(),
        session.investigationHistory());
  }

  private static Session expiring(Session session, Instant at) {
    return new Session(
        session.id(),
        session.tenant(),
        session.clientId(),
        session.userId(),
        session.createdAt(),
        session.lastActivity(),
        at,
        session.dataUploads(),
        session.investigationHistory());
  }
}
