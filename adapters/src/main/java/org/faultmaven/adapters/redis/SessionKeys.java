package org.faultmaven.adapters.redis;

import org.faultmaven.contracts.record.Tenant;

/**
 * The keys of a session. The braces make Redis Cluster keep all three in one slot. A tenant's name
 * has no colon, so that no two sessions share a key.
 */
record SessionKeys(String hash, String turns, String uploads) {
  private static final String PREFIX = "session:";

  static SessionKeys of(Tenant tenant, String id) {
    String hash = PREFIX + "{" + tenant.name() + ":" + id + "}";
    return new SessionKeys(hash, hash + ":turns", hash + ":uploads");
  }

  /** Ids of a tenant's sessions by their last activity. */
  static String index(Tenant tenant) {
    return PREFIX + "index:" + tenant.name();
  }

  /** Ids of the sessions that a client began. */
  static String client(Tenant tenant, String clientId) {
    return PREFIX + "client:" + tenant.name() + ":" + clientId;
  }

  String[] all() {
    return new String[] {hash, turns, uploads};
  }
}
