package org.faultmaven.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.faultmaven.adapters.server.Containers;
import org.faultmaven.standalone.deploy.Images;
import org.faultmaven.standalone.deploy.Release;
import org.faultmaven.standalone.product.Product;
import org.faultmaven.standalone.sample.Sample;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.kafka.KafkaContainer;
import tools.jackson.databind.JsonNode;

/**
 * The images as they are built, in the workloads that the chart renders, on the Kafka, Chroma and
 * Redis of their images.
 */
@Tag("containers")
class ChartContainersIT extends EndToEndContract {
  private static final String INSIDE = "kafka:19092";
  private static final String KEY = "bm90IGEgcmVhbCBrZXksIG9ubHkgb25lIGZvciB0ZXN0cyE=";

  private Network network;
  private KafkaContainer kafka;
  private Release release;

  @Override
  Product newProduct(Path folder) throws Exception {
    Images.build();
    network = Network.newNetwork();
    kafka =
        Containers.start(
            new KafkaContainer("apache/kafka:4.2.2")
                .withNetwork(network)
                .withListener(INSIDE)
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_MESSAGE_MAX_BYTES", Integer.toString(16 << 20)));
    release = Release.install(network, INSIDE, kafka.getBootstrapServers(), KEY, folder);
    return Product.on(release);
  }

  @Test
  @Order(7)
  void theSampleIsAskedItsQuestion() throws Exception {
    for (Sample.Log log : Sample.logs()) {
      for (String line : log.lines()) {
        line(log.source(), line);
      }
    }
    product.awaitProcessed(accepted);

    JsonNode answer =
        product.api.post("/api/v1/questions", Map.of("question", Sample.question())).json();

    assertThat(answer.path("evidence")).isNotEmpty();
    assertThat(answer.path("timeline")).isNotEmpty();
    assertThat(answer.path("answer").asString()).isNotBlank();
  }

  @Test
  @Order(8)
  void theTestOfTheChartPasses() throws Exception {
    try (GenericContainer<?> test =
        release
            .test()
            .withStartupCheckStrategy(
                new OneShotStartupCheckStrategy().withTimeout(Duration.ofMinutes(4)))) {
      Containers.start(test);
      assertThat(test.getLogs()).contains("Found, and masked.", "All is well.");
    }
    accepted++;
    product.awaitProcessed(accepted);
  }

  @Test
  @Order(9)
  void theStartThatWasTrainedIsUsed() {
    for (String service : new String[] {"sanitizer", "ingest", "query"}) {
      assertThat(release.log(service))
          .contains("Ready on port")
          .doesNotContain("Unable to use AOT cache", "[warning]");
    }
  }

  @AfterAll
  void stopServers() {
    if (kafka != null) {
      kafka.stop();
    }
    if (network != null) {
      network.close();
    }
  }
}
