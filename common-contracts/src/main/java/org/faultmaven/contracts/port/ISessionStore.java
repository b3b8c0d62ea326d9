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
  Optional<Session> get(Tenant tenant, String id);

  /**
   * Creates or replaces.
   *
   * @param ttl {@link #DEFAULT_TTL} when null; cut at the absolute cap
   * @return the session as stored, with its {@code expiresAt}
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

  /** Appends a document's id to the uploads, likewise. */
  boolean appendUpload(Tenant tenant, String id, String documentId);

  /** The live sessions of a tenant, the last active first. */
  List<Session> find(Tenant tenant, int limit);

  /** The live session that a client can resume: the last active of its own. */
  Optional<Session> findByClient(Tenant tenant, String clientId);

  Health check();

  @Override
  void close();
}
