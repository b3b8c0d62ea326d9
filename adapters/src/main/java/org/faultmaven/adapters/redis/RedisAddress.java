package org.faultmaven.adapters.redis;

import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisURI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.faultmaven.contracts.config.RedisConfig;

/**
 * Where Redis is.
 *
 * @param nodes one, or those by which a cluster is found
 */
record RedisAddress(List<RedisURI> nodes, boolean cluster) {
  private static final String CLUSTER = "redis-cluster://";
  private static final String SECURE_CLUSTER = "rediss-cluster://";

  /**
   * What the configuration says; a password or database in a URI goes before the settings of their
   * own.
   *
   * @throws IllegalArgumentException when it is no address; does not quote it, since it may hold a
   *     password
   */
  static RedisAddress of(RedisConfig config) {
    String host = config.host() == null ? "" : config.host().strip();
    if (host.isEmpty()) {
      throw new IllegalArgumentException("Redis needs an address: set REDIS_HOST");
    }
    try {
      RedisAddress address = parse(host, config.port());
      address.nodes().forEach(node -> complete(node, config));
      return address;
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "REDIS_HOST is neither a host nor a URI: redis://HOST:PORT, rediss://HOST:PORT,"
              + " redis-sentinel://HOST:PORT,HOST:PORT#MASTER or"
              + " redis-cluster://HOST:PORT,HOST:PORT");
    }
  }

  private static RedisAddress parse(String host, int port) {
    if (!host.contains("://")) {
      return new RedisAddress(List.of(RedisURI.create(host, port)), false);
    }
    String lower = host.toLowerCase(Locale.ROOT);
    if (lower.startsWith(CLUSTER)) {
      return cluster("redis://", host.substring(CLUSTER.length()));
    }
    if (lower.startsWith(SECURE_CLUSTER)) {
      return cluster("rediss://", host.substring(SECURE_CLUSTER.length()));
    }
    return new RedisAddress(List.of(RedisURI.create(host)), false);
  }

  /** The user and password before the first host hold for all. */
  private static RedisAddress cluster(String scheme, String rest) {
    int at = rest.lastIndexOf('@');
    String user = rest.substring(0, at + 1);
    List<RedisURI> nodes = new ArrayList<>();
    for (String node : rest.substring(at + 1).split(",", -1)) {
      nodes.add(RedisURI.create(scheme + user + node));
    }
    return new RedisAddress(nodes, true);
  }

  private static void complete(RedisURI node, RedisConfig config) {
    RedisCredentials given = node.getCredentialsProvider().resolveCredentials().block();
    if ((given == null || !given.hasPassword()) && config.password().isSet()) {
      node.setAuthentication(config.password().reveal().toCharArray());
    }
    if (node.getDatabase() == 0) {
      node.setDatabase(config.db());
    }
    node.setClientName("faultmaven");
  }
}
