package org.faultmaven.runtime.canary;

import java.util.EnumSet;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.topic.KafkaConnection;
import org.faultmaven.contracts.topic.TopicCatalog;
import org.faultmaven.contracts.topic.TopicUser;
import org.faultmaven.contracts.topic.Topics;

/** The topics of the canary's tenant: logs and documents alone, which nobody misses. */
public final class CanaryTopics {
  private static final TopicCatalog.Parts PARTS = new TopicCatalog.Parts(false, false, false);

  private CanaryTopics() {}

  /**
   * Looks whether they are there and may be used, and creates them where this service does.
   *
   * @param config of the canary's tenant
   * @param user the service that is to use them
   * @param groups of consumers that it will read with, besides a stream's
   * @throws BackendException when they are not there, or may not be used
   */
  public static void require(FaultMavenConfig config, TopicUser user, List<String> groups)
      throws InterruptedException {
    var catalog = new TopicCatalog(Topics.of(config), config.kafka(), PARTS);
    try (Admin admin = KafkaConnection.admin(config.kafka())) {
      var _ = catalog.ensure(admin, EnumSet.of(user));
      if (user == TopicUser.SANITIZER) {
        // Its stream is as those of users; what others have is less.
        catalog.requireGroups(admin, EnumSet.of(user));
      }
      for (String group : groups) {
        catalog.requireGroup(admin, group);
      }
    }
  }

  /** What is in the way, and what can be done about it. */
  public static String advice(BackendException e) {
    return e.retryable()
        ? String.valueOf(e.getMessage())
        : e.getMessage()
            + ". What the leak canary needs is in docs/topics.md; canary.enabled=false does without"
            + " it";
  }
}
