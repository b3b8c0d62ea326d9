package org.faultmaven.standalone.endtoend;

import java.nio.file.Path;
import org.faultmaven.adapters.server.ChromaServer;
import org.faultmaven.adapters.server.Containers;
import org.faultmaven.standalone.product.Product;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.kafka.KafkaContainer;

/** Three processes on the Kafka and the Redis of the official images. */
@Tag("containers")
class ContainersIT extends EndToEndContract {
  private static final int REDIS_PORT = 6379;

  private KafkaContainer kafka;
  private GenericContainer<?> redis;
  private ChromaServer chroma;

  @Override
  Product newProduct(Path folder) throws Exception {
    kafka =
        Containers.start(
            new KafkaContainer("apache/kafka:4.2.2")
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_MESSAGE_MAX_BYTES", Integer.toString(16 << 20)));
    redis = Containers.start(new GenericContainer<>("redis:7-alpine").withExposedPorts(REDIS_PORT));
    chroma = ChromaServer.start();
    return Product.servicesOn(
        kafka.getBootstrapServers(),
        folder,
        "--chromadb.url=" + chroma.url(),
        "--redis.host=" + redis.getHost(),
        "--redis.port=" + redis.getMappedPort(REDIS_PORT));
  }

  @AfterAll
  void stopServers() {
    if (chroma != null) {
      chroma.close();
    }
    if (redis != null) {
      redis.stop();
    }
    if (kafka != null) {
      kafka.stop();
    }
  }
}
