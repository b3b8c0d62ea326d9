package org.faultmaven.query.search;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.port.IEmbedder;
import org.faultmaven.contracts.port.IKeywordIndex;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.port.IVectorStore;
import org.faultmaven.contracts.record.Policies;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.query.keyword.KeywordFeeder;
import org.faultmaven.runtime.InProcessSanitizer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the search. */
@Configuration(proxyBeanMethods = false)
public class SearchConfiguration {
  @Bean
  TypedText typedText(
      FaultMavenConfig config,
      Topics topics,
      ISanitizer sanitizer,
      InProcessSanitizer inProcess,
      Policies policies) {
    return new TypedText(
        sanitizer,
        inProcess.sanitizer(),
        topics.tenant(),
        policies.named(config.sanitizer().documentsPolicy()),
        policies.named(config.sanitizer().logsPolicy()));
  }

  @Bean
  Retrieval retrieval(
      Topics topics,
      IEmbedder embedder,
      IVectorStore vectors,
      IKeywordIndex keywords,
      KeywordFeeder feeder,
      ObjectProvider<MeterRegistry> meters) {
    return new Retrieval(
        topics.tenant(),
        embedder,
        vectors,
        keywords,
        feeder::caughtUp,
        meters.getIfAvailable(CompositeMeterRegistry::new));
  }

  @Bean
  SearchController searchController(TypedText typedText, Retrieval retrieval) {
    return new SearchController(typedText, retrieval);
  }
}
