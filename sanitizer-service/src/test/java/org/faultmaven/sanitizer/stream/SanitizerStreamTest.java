package org.faultmaven.sanitizer.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.port.ITracer;
import org.faultmaven.contracts.record.Policies;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.sanitizer.ledger.Meters;
import org.faultmaven.sanitizer.support.FakeSanitizer;
import org.faultmaven.sanitizer.support.Pipeline;
import org.faultmaven.sanitizer.support.TestConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SanitizerStreamTest {
  private final Clock clock = Clock.systemUTC();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @TempDir Path folder;

  private SanitizerTopology topology(FaultMavenConfig config) {
    return new SanitizerTopology(
        config,
        new Topics("faultmaven.", Tenant.DEFAULT, List.of()),
        new FakeSanitizer(),
        Pipeline.HASH,
        new Policies(Map.of("logs", FakeSanitizer.LOGS, "documents", FakeSanitizer.DOCUMENTS)),
        new Meters(meters),
        ITracer.OFF,
        null,
        clock);
  }

  @Test
  void aStateDirectoryThatCannotBeMadeIsNamed() throws IOException {
    Files.writeString(folder.resolve("file"), "");
    FaultMavenConfig config =
        TestConfig.of(folder, Map.of("sanitizer.state-directory", folder + "/file/stores"));
    var stream =
        new SanitizerStream(config, topology(config), new FakeSanitizer(), null, meters, clock);

    assertThatThrownBy(stream::start)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("sanitizer.state-directory");
    assertThat(stream.isRunning()).isFalse();
  }

  @Test
  void beforeTheStartAndAfterTheStopItIsStopped() {
    FaultMavenConfig config =
        TestConfig.of(folder, Map.of("kafka.bootstrap-servers", "localhost:1"));
    var stream =
        new SanitizerStream(config, topology(config), new FakeSanitizer(), null, meters, clock);
    assertThat(stream.describe()).isEqualTo("stopped");
    stream.stop();

    stream.start();
    stream.start();
    assertThat(stream.isRunning()).isTrue();
    assertThat(stream.isReady()).as("no broker answers").isFalse();
    assertThat(meters.get("faultmaven.sanitizer.running").gauge().value()).isZero();
    assertThat(folder.resolve("streams")).isDirectory();

    stream.stop();
    assertThat(stream.isRunning()).isFalse();
    assertThat(stream.describe()).isEqualTo("stopped");
    assertThat(stream.lastError()).isNull();
  }

  @Test
  void aPolicyThatThereIsNotIsNamedWithItsSetting() {
    assertThatThrownBy(
            () -> topology(TestConfig.of(folder, Map.of("sanitizer.documents-policy", "strict"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sanitizer.documents-policy")
        .hasMessageContaining("strict")
        .hasMessageContaining("[documents, logs]");
  }
}
