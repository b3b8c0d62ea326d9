package org.faultmaven.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import org.faultmaven.contracts.config.ConfigSource;
import org.faultmaven.contracts.config.Configuration;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.record.KeyedHash;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

class SanitizerPortConfigurationTest {
  /** As Boot asks for them. */
  record Indicators(Map<String, HealthIndicator> all) {}

  private static final String NOBODY = "http://127.0.0.1:9";

  private static AnnotationConfigApplicationContext context(Map<String, String> settings) {
    var context = new AnnotationConfigApplicationContext();
    context.registerBean(
        FaultMavenConfig.class,
        () -> Configuration.load(ConfigSource.of(settings, "test")).config());
    context.registerBean(
        KeyedHash.class, () -> new KeyedHash("a key of thirty-two bytes or more".getBytes(UTF_8)));
    context.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
    context.registerBean(Indicators.class);
    context.register(SanitizerPortConfiguration.class);
    context.refresh();
    return context;
  }

  @Test
  void withoutAnAddressThereIsNoAnonymizer() {
    try (var context = context(Map.of())) {
      assertThat(context.getBean(ISanitizer.class).id()).doesNotContain("anonymizer");
      assertThat(context.getBean(InProcessSanitizer.class).sanitizer())
          .isSameAs(context.getBean(ISanitizer.class));
      assertThat(context.getBean(Indicators.class).all().keySet())
          .containsExactly("sanitizerHealthIndicator");
    }
  }

  @Test
  void withAnAddressItsHealthIsAComponentOfItsOwn() {
    try (var context = context(Map.of("presidio.anonymizer-url", NOBODY))) {
      assertThat(context.getBean(ISanitizer.class).id()).doesNotContain("anonymizer");
      HealthIndicator health = context.getBean("anonymizerHealthIndicator", HealthIndicator.class);
      assertThat(health.health().getStatus()).isEqualTo(PortHealth.DEGRADED);
      assertThat(health.health().getDetails())
          .containsKeys("latencyMs", "detail", "breaker", "lastError");
      assertThat(context.getBean("sanitizerHealthIndicator", HealthIndicator.class).health())
          .as("nothing depends on it")
          .extracting(seen -> seen.getStatus().getCode())
          .isEqualTo("UP");
    }
  }

  @Test
  void withOperatorsTheSanitiserDependsOnIt() {
    try (var context =
        context(
            Map.of(
                "presidio.anonymizer-url",
                NOBODY,
                "presidio.anonymizer-operators",
                "{\"PERSON\":{\"type\":\"replace\",\"new_value\":\"somebody\"}}"))) {
      assertThat(context.getBean(ISanitizer.class).id()).contains("+anonymizer-");
      assertThat(context.getBean(ISanitizer.class).check().up()).isFalse();
      assertThat(context.getBean(InProcessSanitizer.class).sanitizer().check().up()).isTrue();
    }
  }
}
