package org.faultmaven.query.canary;

import java.util.List;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.port.IEmbedder;
import org.faultmaven.contracts.port.IKeywordIndex;
import org.faultmaven.contracts.port.IVectorStore;
import org.faultmaven.contracts.topic.TopicUser;
import org.faultmaven.query.KeywordIndexConfiguration;
import org.faultmaven.query.keyword.KeywordConfiguration;
import org.faultmaven.runtime.canary.CanaryParts;
import org.faultmaven.runtime.canary.LeakAlarm;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires a keyword index of the canary's tenant, and the look into it and the vector store. */
@Configuration(proxyBeanMethods = false)
public class CanaryLookConfiguration {
  @Bean
  @Nullable CanaryParts canaryLook(
      FaultMavenConfig config,
      ApplicationContext installation,
      IEmbedder embedder,
      IVectorStore store,
      @Nullable LeakAlarm alarm) {
    if (alarm == null) {
      return null;
    }
    FaultMavenConfig own = config.ofCanary(/* createTopics= */ false);
    var look = new IndexLook(own.application().tenant(), embedder, store, alarm);
    var use =
        new CanaryParts.Use(
            TopicUser.QUERY,
            List.of(),
            List.of(KeywordIndexConfiguration.class, KeywordConfiguration.class));
    return new CanaryParts(
        "looking",
        own,
        installation,
        alarm,
        use,
        parts -> look.round(parts.getBean(IKeywordIndex.class)));
  }
}
