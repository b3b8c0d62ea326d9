package org.faultmaven.contracts.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TracingConfigTest {
  private static TracingConfig load(Map<String, String> settings) {
    return Configuration.load(ConfigSource.of(settings, "test")).config().tracing();
  }

  @Test
  void nothingIsTracedUnlessAnAddressIsGiven() {
    assertThat(load(Map.of()).on()).isFalse();
    assertThat(load(Map.of()).headerValues()).isEmpty();
    assertThat(load(Map.of()).sampleRatio()).isEqualTo(0.01);
  }

  @Test
  void openTelemetrysOwnNamesAreTaken() {
    TracingConfig tracing =
        load(
            Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318",
                "OTEL_EXPORTER_OTLP_HEADERS", "authorization=Bearer%20a%2Cb+c, x-scope=1",
                "OTEL_TRACES_SAMPLER_ARG", "0.5",
                "OTEL_SERVICE_NAME", "logs",
                "OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=live,team=a%20b"));

    assertThat(tracing.on()).isTrue();
    assertThat(tracing.headerValues())
        .containsEntry("authorization", new Secret("Bearer a,b+c"))
        .containsEntry("x-scope", new Secret("1"));
    assertThat(tracing.sampleRatio()).isEqualTo(0.5);
    assertThat(tracing.serviceName()).isEqualTo("logs");
    assertThat(tracing.attributes())
        .containsEntry("deployment.environment.name", "live")
        .containsEntry("team", "a b");
  }

  @Test
  void whatIsNoPairIsNamedAndNotQuoted() {
    InvalidConfigurationException failure =
        catchThrowableOfType(
            InvalidConfigurationException.class,
            () ->
                load(
                    Map.of(
                        "tracing.headers", "s3cret",
                        "tracing.resource-attributes", "a=%zz",
                        "tracing.sample-ratio", "2")));

    assertThat(failure)
        .hasMessageContaining("tracing.headers")
        .hasMessageContaining("tracing.resource-attributes")
        .hasMessageContaining("tracing.sample-ratio")
        .hasMessageNotContaining("s3cret")
        .hasMessageNotContaining("%zz");
    assertThatThrownBy(() -> load(Map.of("tracing.headers", "a=b%0D%0Ac")))
        .hasMessageContaining("tracing.headers");
  }
}
