package org.faultmaven.contracts.port;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.faultmaven.contracts.record.Health;
import org.faultmaven.contracts.record.Session;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.record.Turn;
import org.jspecify.annotations.Nullable;

/**
 * Sessions that expire: after a time without use (sliding), and at the latest when the absolute cap
 * is over. A session of another tenant does not exist. Many writers to one session lose nothing and
 * keep each writer's order. Every call throws {@link BackendException} while the backend is away.
 */
public interface ISessionStore extends AutoCloseable {
  /** FaultMaven's default time to live: 1800 s. */
  Duration DEFAULT_TTL = Duration.ofMinutes(30);

  /** The session, or nothing when absent, expired or unreadable. Reading renews nothing. */
  default Optional<Session> get(Tenant tenant, String id) {
    return get(tenant, id, Integer.MAX_VALUE);
  }

  /**
   * As {@link #get(Tenant, String)}, with its newest turns only: a long history costs nothing when
   * it is not wanted.
   *
   * @param turns the most, 0 for none
   */
  Optional<Session> get(Tenant tenant, String id, int turns);

  /**
   * Creates or replaces.
   *
   * @param ttl {@link #DEFAULT_TTL} when null; cut at the absolute cap
   * @return the session as stored, with its {@code expiresAt}
   * @throws BackendException also when the store holds as much as it may
   */
  Session set(Session session, @Nullable Duration ttl);

  /** True when there was one. */
  boolean delete(Tenant tenant, String id);

  boolean exists(Tenant tenant, String id);

  /** Renews the time to live, up to the cap; true when there was one. */
  boolean extendTtl(Tenant tenant, String id, @Nullable Duration ttl);

  /**
   * Appends a turn atomically and renews activity and time to live; true when there was a session.
   */
  boolean append(Tenant tenant, String id, Turn turn);

  /** Appends a document's id to the uploads, likewise; the newest are kept. */
  boolean appendUpload(Tenant tenant, String id, String documentId);

  /** The live sessions of a tenant, without their turns, the last active first. */
  List<Session> find(Tenant tenant, int limit);

  /** The live session that a client can resume, whole: the last active of its own. */
  Optional<Session> findByClient(Tenant tenant, String clientId);

  Health check();

  @Override
  void close();
}
