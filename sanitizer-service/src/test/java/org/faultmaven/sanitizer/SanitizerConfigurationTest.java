package org.faultmaven.sanitizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.faultmaven.contracts.record.Policies;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.sanitizer.support.FakeSanitizer;
import org.faultmaven.sanitizer.support.Pipeline;
import org.faultmaven.sanitizer.support.TestConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SanitizerConfigurationTest {
  @Test
  void wiresAStreamThatIsNotStartedYet(@TempDir Path folder) {
    var stream =
        new SanitizerConfiguration()
            .sanitizerStream(
                TestConfig.of(folder),
                new Topics("faultmaven.", Tenant.DEFAULT, List.of()),
                new FakeSanitizer(),
                Pipeline.HASH,
                new Policies(
                    Map.of("logs", FakeSanitizer.LOGS, "documents", FakeSanitizer.DOCUMENTS)),
                new SimpleMeterRegistry(),
                Optional.empty(),
                Clock.systemUTC());

    assertThat(stream.isRunning()).isFalse();
    assertThat(stream.describe()).isEqualTo("stopped");
  }
}
