package org.faultmaven.standalone.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.Map;
import org.faultmaven.adapters.chroma.ChromaConfiguration;
import org.faultmaven.adapters.presidio.Presidio;
import org.faultmaven.contracts.config.ConfigSource;
import org.faultmaven.contracts.config.Configuration;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.runtime.metrics.Certificates;
import org.faultmaven.runtime.trace.SpanMeters;
import org.faultmaven.sanitizer.ledger.Meters;
import org.faultmaven.sanitizer.queue.Waiting;

/** What is metered only with other settings, or when something fails. */
final class OtherMeters {
  private OtherMeters() {}

  /** Components open nothing before their first call, and so none of these needs its server. */
  static void register(MeterRegistry meters) {
    FaultMavenConfig config =
        Configuration.load(
                ConfigSource.of(
                    Map.of(
                        "chromadb.url", "http://localhost:1",
                        "presidio.analyzer-url", "http://localhost:1",
                        "presidio.anonymizer-url", "http://localhost:1"),
                    "test"))
            .config();
    var hash = new KeyedHash(new byte[32]);
    ChromaConfiguration.vectorStore(config.chroma(), 384, "model", meters).close();
    Presidio.recognizer(config.presidio(), hash, meters).close();
    Presidio.anonymizer(config.presidio(), hash, meters).close();
    Waiting.on(Runnable::run, meters).close();
    assertThat(new SpanMeters(meters)).isNotNull();
    new Meters(meters).held("BackendException");
    new Certificates(Map.of("kafka.tls-certificate", Path.of("none"))).bindTo(meters);
  }
}
