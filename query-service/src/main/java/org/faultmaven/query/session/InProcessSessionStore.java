package org.faultmaven.query.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.faultmaven.contracts.config.SessionConfig;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.ISessionStore;
import org.faultmaven.contracts.record.Health;
import org.faultmaven.contracts.record.Session;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.record.Turn;
import org.jspecify.annotations.Nullable;

/**
 * Sessions in a map. Every change is one atomic step on one key; an expired session is absent at
 * once, and its memory is freed within a minute of the next {@link #set}. Bounded: a new session is
 * refused when there are too many, and a turn takes the place of older ones of its session when the
 * memory for turns is used up.
 */
final class InProcessSessionStore implements ISessionStore {
  private static final Duration SWEEP = Duration.ofMinutes(1);
  private static final Comparator<Session> LAST_ACTIVE_FIRST =
      Comparator.comparing(Session::lastActivity).reversed().thenComparing(Session::id);

  private record Key(Tenant tenant, String id) {}

  /** What a turn takes beside its text: objects, list slots. */
  private static final int TURN_OVERHEAD = 200;

  /** What a session takes without turns and uploads. */
  private static final int SESSION_OVERHEAD = 500;

  /** What a reference to an upload takes. */
  private static final int UPLOAD_BYTES = 120;

  /** Which part of all memory is freed at a time, so that not every turn has to look for some. */
  private static final int RECLAIMED_PART = 16;

  /**
   * @param ttl what appends renew by
   * @param bytes about what it takes
   */
  private record Stored(Session session, Duration ttl, long bytes) {}

  private final Clock clock;
  private final SessionConfig config;
  private final Map<Key, Stored> sessions = new ConcurrentHashMap<>();
  private final AtomicLong memory = new AtomicLong();
  private final AtomicReference<Instant> swept;

  InProcessSessionStore(Clock clock, SessionConfig config) {
    this.clock = clock;
    this.config = config;
    this.swept = new AtomicReference<>(clock.instant());
  }

  @Override
  public Optional<Session> get(Tenant tenant, String id, int turns) {
    return Optional.ofNullable(sessions.get(new Key(tenant, id)))
        .map(Stored::session)
        .filter(session -> isLive(session, clock.instant()))
        .map(session -> newest(session, turns));
  }

  @Override
  public synchronized Session set(Session session, @Nullable Duration ttl) {
    Instant now = clock.instant();
    sweep(now);
    Key key = new Key(session.tenant(), session.id());
    if (!sessions.containsKey(key) && sessions.size() >= config.maxSessions()) {
      throw new BackendException(
          "As many sessions are live as session.max-sessions allows; delete some, or keep them in"
              + " Redis (REDIS_HOST)",
          true);
    }
    return Objects.requireNonNull(
            sessions.compute(
                key,
                (_, before) ->
                    renewed(bounded(session), now, ttl == null ? DEFAULT_TTL : ttl, before)))
        .session();
  }

  @Override
  public boolean delete(Tenant tenant, String id) {
    Stored gone = sessions.remove(new Key(tenant, id));
    if (gone != null) {
      memory.addAndGet(-gone.bytes());
    }
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
        tenant,
        id,
        now,
        stored -> renewed(stored.session(), now, ttl == null ? DEFAULT_TTL : ttl, stored));
  }

  @Override
  public boolean append(Tenant tenant, String id, Turn turn) {
    makeRoom(new Key(tenant, id), bytes(turn));
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
            renewed(
                activeAt(bounded(append.apply(stored.session())), now), now, stored.ttl(), stored));
  }

  /** One atomic step, unless there is no live session. */
  private boolean change(Tenant tenant, String id, Instant now, UnaryOperator<Stored> change) {
    return sessions.computeIfPresent(
            new Key(tenant, id),
            (_, stored) -> {
              if (isLive(stored.session(), now)) {
                return change.apply(stored);
              }
              memory.addAndGet(-stored.bytes());
              return null;
            })
        != null;
  }

  @Override
  public List<Session> find(Tenant tenant, int limit) {
    return live(tenant)
        .sorted(LAST_ACTIVE_FIRST)
        .limit(limit)
        .map(session -> newest(session, 0))
        .toList();
  }

  @Override
  public Optional<Session> findByClient(Tenant tenant, String clientId) {
    return live(tenant)
        .filter(session -> clientId.equals(session.clientId()))
        .min(LAST_ACTIVE_FIRST);
  }

  private Stream<Session> live(Tenant tenant) {
    Instant now = clock.instant();
    return sessions.values().stream()
        .map(Stored::session)
        .filter(session -> session.tenant().equals(tenant) && isLive(session, now));
  }

  @Override
  public Health check() {
    return Health.up(Duration.ZERO);
  }

  @Override
  public void close() {
    sessions.clear();
    memory.set(0);
  }

  private void sweep(Instant now) {
    Instant last = swept.get();
    boolean due =
        sessions.size() >= config.maxSessions()
            || Duration.between(last, now).compareTo(SWEEP) >= 0;
    if (due && swept.compareAndSet(last, now)) {
      for (Key key : sessions.keySet()) {
        // An expired one is taken out, and its memory with it.
        change(key.tenant(), key.id(), now, stored -> stored);
      }
    }
  }

  private static boolean isLive(Session session, Instant now) {
    return session.expiresAt().isAfter(now);
  }

  /**
   * Takes the turns of the sessions that were quiet longest, when what a session would lose of its
   * own is not enough: memory has its bound however many sessions there are.
   */
  private void makeRoom(Key appending, long bytes) {
    if (room() >= bytes) {
      return;
    }
    synchronized (this) {
      long own = Optional.ofNullable(sessions.get(appending)).map(Stored::bytes).orElse(0L);
      if (room() + own >= bytes) {
        return;
      }
      long wanted = Math.max(bytes, config.memory().bytes() / RECLAIMED_PART);
      List<Key> quietFirst =
          sessions.entrySet().stream()
              .filter(each -> !each.getKey().equals(appending))
              .sorted(Comparator.comparing(each -> each.getValue().session().lastActivity()))
              .map(Map.Entry::getKey)
              .toList();
      Instant now = clock.instant();
      for (Key key : quietFirst) {
        if (room() >= wanted) {
          return;
        }
        change(key.tenant(), key.id(), now, this::withoutTurns);
      }
    }
  }

  private long room() {
    return config.memory().bytes() - memory.get();
  }

  private Stored withoutTurns(Stored stored) {
    Session kept = newest(stored.session(), 0);
    long bytes = bytes(kept);
    memory.addAndGet(bytes - stored.bytes());
    return new Stored(kept, stored.ttl(), bytes);
  }

  private Stored renewed(Session session, Instant now, Duration ttl, @Nullable Stored before) {
    Instant cap = session.createdAt().plus(config.absoluteCap());
    Instant end = now.plus(ttl);
    long freed = before == null ? 0 : before.bytes();
    Session kept = withinMemory(session, freed);
    long bytes = bytes(kept);
    memory.addAndGet(bytes - freed);
    return new Stored(expiring(kept, end.isAfter(cap) ? cap : end), ttl, bytes);
  }

  /** Without its oldest turns when all would take more than there is; the newest stays. */
  private Session withinMemory(Session session, long freed) {
    List<Turn> turns = session.investigationHistory();
    long room = room() + freed;
    int from = 0;
    for (long bytes = bytes(session); bytes > room && from < turns.size() - 1; from++) {
      bytes -= bytes(turns.get(from));
    }
    return newest(session, turns.size() - from);
  }

  private static long bytes(Session session) {
    return SESSION_OVERHEAD
        + (long) UPLOAD_BYTES * session.dataUploads().size()
        + session.investigationHistory().stream().mapToLong(InProcessSessionStore::bytes).sum();
  }

  private static long bytes(Turn turn) {
    return (long) turn.question().length() + turn.answer().length() + TURN_OVERHEAD;
  }

  private Session bounded(Session session) {
    List<String> uploads = session.dataUploads();
    int over = Math.max(0, uploads.size() - config.maxUploads());
    return newest(
        with(session, uploads.subList(over, uploads.size()), session.investigationHistory()),
        config.maxTurns());
  }

  private static Session newest(Session session, int most) {
    List<Turn> turns = session.investigationHistory();
    return turns.size() <= most
        ? session
        : with(session, session.dataUploads(), turns.subList(turns.size() - most, turns.size()));
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
