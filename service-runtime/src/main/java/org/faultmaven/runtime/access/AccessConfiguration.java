package org.faultmaven.runtime.access;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.topic.KafkaConnection;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.runtime.topic.TopicFollower;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Wires what keeps strangers out; nothing of it runs where access.required is false. */
@Configuration(proxyBeanMethods = false)
public class AccessConfiguration {
  @Bean
  AccessRule accessRule(FaultMavenConfig config) {
    return new AccessRule(config.access().required());
  }

  @Bean
  ApiKeys apiKeys(Clock clock) {
    return new ApiKeys(clock);
  }

  @Bean
  @Nullable TopicFollower apiKeysFollower(FaultMavenConfig config, Topics topics, ApiKeys keys) {
    if (!config.access().required()) {
      return null;
    }
    Map<String, Object> settings = new HashMap<>(KafkaConnection.consumer(config.kafka()));
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return new TopicFollower(
        topics.accessKeys().name(),
        TopicFollower.Start.BEGINNING,
        () -> new KafkaConsumer<>(settings),
        keys);
  }

  /** Nobody can be let in before the keys are known. */
  @Bean
  @Nullable HealthIndicator apiKeysHealthIndicator(FaultMavenConfig config, ApiKeys keys) {
    if (!config.access().required()) {
      return null;
    }
    return () -> (keys.isRead() ? Health.up() : Health.outOfService()).build();
  }

  @Bean
  AccessFilter accessFilter(
      FaultMavenConfig config, ApiKeys keys, KeyedHash hash, MeterRegistry meters) {
    var first = new Tenant(config.application().tenant());
    var credentials = new ArrayList<Credentials>(List.of(keys));
    if (config.access().oidcIssuer() != null) {
      // With several tenants a token says whose it is: left out, it would be the first one's.
      Tenant unsaid = config.application().tenants().isEmpty() ? first : null;
      credentials.add(new OidcTokens(config.access(), unsaid, hash));
    }
    Set<Tenant> tenants = new HashSet<>(Set.of(first));
    config.application().tenants().forEach(name -> tenants.add(new Tenant(name)));
    int perMinute = config.access().requestsPerMinute();
    return new AccessFilter(
        credentials, first, tenants, new RateLimits(perMinute), new RateLimits(perMinute), meters);
  }

  @Bean
  FilterRegistrationBean<AccessFilter> accessFilterRegistration(
      FaultMavenConfig config, AccessFilter filter) {
    var registration = new FilterRegistrationBean<>(filter);
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    registration.setEnabled(config.access().required());
    return registration;
  }
}
