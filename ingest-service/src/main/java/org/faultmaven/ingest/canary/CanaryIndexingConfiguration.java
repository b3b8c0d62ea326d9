package org.faultmaven.ingest.canary;

import java.util.List;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.topic.TopicUser;
import org.faultmaven.ingest.indexing.IndexingConfiguration;
import org.faultmaven.runtime.VectorStores;
import org.faultmaven.runtime.canary.CanaryParts;
import org.faultmaven.runtime.canary.LeakAlarm;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the indexer once more, over the canary's topics; it forgets with them as users' does. */
@Configuration(proxyBeanMethods = false)
public class CanaryIndexingConfiguration {
  @Bean
  @Nullable CanaryParts canaryIndexing(
      FaultMavenConfig config, ApplicationContext installation, @Nullable LeakAlarm alarm) {
    if (alarm == null) {
      return null;
    }
    FaultMavenConfig own = config.ofCanary(/* createTopics= */ false);
    var use =
        new CanaryParts.Use(
            TopicUser.INGEST,
            List.of(own.kafka().topicPrefix() + "indexer", VectorStores.replayGroup(own)),
            List.of(IndexingConfiguration.class));
    // The indexer works by itself.
    return new CanaryParts("indexing", own, installation, alarm, use, _ -> {});
  }
}
