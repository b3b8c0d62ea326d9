package org.faultmaven.runtime.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceConfigurationTest {
  @ParameterizedTest
  @CsvSource({
    "http://collector:4318, http://collector:4318/v1/traces",
    "http://collector:4318/, http://collector:4318/v1/traces",
    "https://a.example/otlp, https://a.example/otlp/v1/traces",
    "https://a.example/otlp/v1/traces, https://a.example/otlp/v1/traces",
  })
  void thePathOfTracesIsAddedWhereItIsMissing(URI given, String address) {
    assertThat(TraceConfiguration.address(given)).isEqualTo(address);
  }
}
