package org.faultmaven.standalone.server;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.config.PseudonymKey;
import org.faultmaven.contracts.port.IEmbedder;
import org.faultmaven.contracts.port.IKeywordIndex;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.port.ISessionStore;
import org.faultmaven.contracts.port.IVectorStore;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.contracts.record.Policies;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.topic.TopicCatalog;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.ingest.UploadConfiguration;
import org.faultmaven.ingest.indexing.IndexingConfiguration;
import org.faultmaven.query.QueryConfiguration;
import org.faultmaven.query.keyword.KeywordFeeder;
import org.faultmaven.query.session.Sessions;
import org.faultmaven.redaction.Redaction;
import org.faultmaven.sanitizer.SanitizerConfiguration;
import org.faultmaven.sanitizer.stream.SanitizerStream;
import org.faultmaven.search.LocalSearch;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The services with the adapters that need no other process. */
@Configuration(proxyBeanMethods = false)
// Not Boot's Kafka: connections come from the typed configuration.
@EnableAutoConfiguration(exclude = KafkaAutoConfiguration.class)
@Import({
  SanitizerConfiguration.class,
  IndexingConfiguration.class,
  UploadConfiguration.class,
  QueryConfiguration.class
})
class StandaloneConfiguration {

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  Topics topics(FaultMavenConfig config) {
    return new Topics(
        config.kafka().topicPrefix(),
        new Tenant(config.application().tenant()),
        config.kafka().rawLogTopics());
  }

  @Bean
  TopicCatalog topicCatalog(Topics topics, FaultMavenConfig config) {
    return new TopicCatalog(topics, config.kafka());
  }

  @Bean
  KeyedHash keyedHash(FaultMavenConfig config) {
    return new KeyedHash(PseudonymKey.decode(config.sanitizer().pseudonymKey()));
  }

  @Bean
  Policies policies(FaultMavenConfig config) {
    return Redaction.policies(config.sanitizer());
  }

  @Bean
  Names names(FaultMavenConfig config, MeterRegistry meters) {
    return new Names(config.names(), meters);
  }

  @Bean
  ISanitizer sanitizer(KeyedHash hash, Names names) {
    return Redaction.engine(hash, List.of(Redaction.names(names)));
  }

  @Bean
  IEmbedder embedder(FaultMavenConfig config, DataFolder folder) {
    return LocalSearch.caching(
        LocalSearch.miniLm(folder.resolve("models")), config.index().embeddingCache());
  }

  @Bean
  IVectorStore vectorStore(FaultMavenConfig config, DataFolder folder, IEmbedder embedder) {
    return LocalSearch.lucene(
        folder.resolve(config.index().directory()).resolve("vectors"), embedder.dimensions());
  }

  @Bean
  IKeywordIndex keywordIndex(FaultMavenConfig config, DataFolder folder) {
    return LocalSearch.keywords(folder.resolve(config.index().directory()).resolve("keywords"));
  }

  @Bean
  ISessionStore sessionStore(Clock clock, FaultMavenConfig config) {
    return Sessions.inProcess(clock, config.session());
  }

  @Bean
  BrokerLink brokerLink(BrokerStart broker, TopicCatalog catalog, FaultMavenConfig config) {
    return new BrokerLink(broker, catalog, config.kafka());
  }

  @Bean
  LoopbackGuard loopbackGuard() {
    return new LoopbackGuard();
  }

  @Bean
  HealthIndicator sanitizerHealthIndicator(ISanitizer sanitizer) {
    return new PortHealth(sanitizer::check);
  }

  @Bean
  HealthIndicator embedderHealthIndicator(IEmbedder embedder) {
    return new PortHealth(embedder::check);
  }

  @Bean
  HealthIndicator vectorStoreHealthIndicator(IVectorStore store) {
    return new PortHealth(store::check);
  }

  @Bean
  HealthIndicator keywordIndexHealthIndicator(IKeywordIndex index) {
    return new PortHealth(index::check);
  }

  @Bean
  HealthIndicator sessionStoreHealthIndicator(ISessionStore sessions) {
    return new PortHealth(sessions::check);
  }

  @Bean
  HealthIndicator sanitizerStreamHealthIndicator(SanitizerStream stream) {
    return () ->
        (stream.isReady() ? Health.up() : Health.down())
            .withDetail("state", stream.describe())
            .build();
  }

  @Bean
  HealthIndicator keywordFeedHealthIndicator(KeywordFeeder feeder) {
    return () -> (feeder.caughtUp() ? Health.up() : Health.outOfService()).build();
  }
}
