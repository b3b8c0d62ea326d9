package org.faultmaven.sanitizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.faultmaven.contracts.port.ITracer;
import org.faultmaven.contracts.record.Policies;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.runtime.canary.LeakAlarm;
import org.faultmaven.sanitizer.stream.SanitizerStream;
import org.faultmaven.sanitizer.stream.StreamHealth;
import org.faultmaven.sanitizer.support.FakeSanitizer;
import org.faultmaven.sanitizer.support.Pipeline;
import org.faultmaven.sanitizer.support.TestConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;

class SanitizerConfigurationTest {
  @Test
  void wiresAStreamThatIsNotStartedYet(@TempDir Path folder) {
    SanitizerStream stream = stream(folder, Optional.empty());

    assertThat(stream.isRunning()).isFalse();
    assertThat(stream.describe()).isEqualTo("stopped");
  }

  @Test
  void aLeakStopsEveryStreamAlsoOneThatComesLater(@TempDir Path folder) {
    var alarm = new LeakAlarm(new SimpleMeterRegistry(), Clock.systemUTC());
    SanitizerStream before = stream(folder, Optional.of(alarm));
    alarm.at("clean topic").leaked();
    SanitizerStream after = stream(folder, Optional.of(alarm));

    assertThat(List.of(before, after))
        .allSatisfy(
            stream -> {
              stream.start();
              assertThat(stream.isRunning()).isFalse();
              assertThat(stream.describe())
                  .startsWith(
                      "stopped until a restart: the leak canary was seen in the clean topic");
              assertThat(new StreamHealth(stream).health().getStatus()).isEqualTo(Status.DOWN);
            });
  }

  private static SanitizerStream stream(Path folder, Optional<LeakAlarm> alarm) {
    return new SanitizerConfiguration()
        .sanitizerStream(
            TestConfig.of(folder),
            new Topics("faultmaven.", Tenant.DEFAULT, List.of()),
            new FakeSanitizer(),
            Pipeline.HASH,
            new Policies(Map.of("logs", FakeSanitizer.LOGS, "documents", FakeSanitizer.DOCUMENTS)),
            new SimpleMeterRegistry(),
            ITracer.OFF,
            Optional.empty(),
            alarm,
            Clock.systemUTC());
  }
}
