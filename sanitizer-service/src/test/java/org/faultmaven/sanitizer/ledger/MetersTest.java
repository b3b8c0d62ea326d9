package org.faultmaven.sanitizer.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetersTest {
  @Test
  void typesDoNotMakeSeriesWithoutEnd() {
    var registry = new SimpleMeterRegistry();
    var meters = new Meters(registry);
    for (int i = 0; i < 150; i++) {
      meters.clean(Meters.Kind.LOG, 1, Map.of("TYPE_" + i, 2));
    }
    meters.clean(Meters.Kind.LOG, 1, Map.of("TYPE_0", 1));

    assertThat(registry.get(Meters.REDACTIONS).counters()).hasSize(101);
    assertThat(registry.get(Meters.REDACTIONS).tag("type", "OTHER").counter().count())
        .isEqualTo(100);
    assertThat(registry.get(Meters.REDACTIONS).tag("type", "TYPE_0").counter().count())
        .isEqualTo(3);
    assertThat(
            registry.get(Meters.RECORDS).tags("kind", "log", "outcome", "clean").counter().count())
        .isEqualTo(151);
  }
}
