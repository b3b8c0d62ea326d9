package org.faultmaven.adapters.redis;

import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.faultmaven.adapters.server.RedisServer;
import org.faultmaven.contracts.config.RedisConfig;
import org.faultmaven.contracts.config.Secret;
import org.faultmaven.contracts.config.SessionConfig;
import org.faultmaven.contracts.kit.ManualClock;
import org.faultmaven.contracts.kit.SessionStoreContract;
import org.faultmaven.contracts.port.ISessionStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The kit against Redis Cluster, which refuses a script whose keys lie in several slots. */
class RedisClusterContractIT extends SessionStoreContract {
  private static RedisServer server;
  private static RedisClusterClient client;

  @BeforeAll
  static void start() {
    server = RedisServer.startCluster();
    client = RedisClusterClient.create(RedisURI.create(server.host(), server.port()));
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      client.shutdown();
      server.close();
    }
  }

  @Override
  protected ISessionStore open(ManualClock clock, SessionConfig config) {
    try (var connection = client.connect()) {
      connection.sync().flushall();
    }
    String uri = "redis-cluster://" + server.host() + ":" + server.port();
    return RedisConfiguration.sessionStore(
        new RedisConfig(uri, 6379, Secret.NONE, 0), config, clock, new SimpleMeterRegistry());
  }
}
