package org.faultmaven.ingest.document;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.MultipartConfigElement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.faultmaven.contracts.config.DataSize;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.ingest.TestConfig;
import org.faultmaven.ingest.extraction.Extractor;
import org.faultmaven.ingest.stream.TopicView;
import org.faultmaven.ingest.stream.TransactionalWriter;
import org.faultmaven.ingest.web.ProblemAdvice;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.multipart.MultipartResolver;

/** The document API on a real Tomcat, with Kafka's own mocks behind it. */
final class UploadWeb implements AutoCloseable {
  static final DataSize LIMIT = new DataSize(24 << 20);

  private final ConfigurableApplicationContext context;

  /**
   * @param settings of Spring Boot
   */
  UploadWeb(Class<?> configuration, Map<String, Object> settings) {
    context =
        new SpringApplicationBuilder(configuration)
            .web(WebApplicationType.SERVLET)
            .properties(Map.of("server.port", 0, "server.address", "127.0.0.1"))
            .properties(settings)
            .run();
  }

  UploadWeb() {
    this(Documented.class, Map.of());
  }

  int port() {
    return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
  }

  List<ProducerRecord<byte[], byte[]>> written() {
    return producer().history();
  }

  @SuppressWarnings("unchecked") // The one bean of that class is declared with these parameters.
  private MockProducer<byte[], byte[]> producer() {
    return context.getBean(MockProducer.class);
  }

  @Override
  public void close() {
    context.close();
  }

  /** All but the settings of multipart forms, which then are Spring Boot's. */
  @Configuration(proxyBeanMethods = false)
  @Import(ProblemAdvice.class)
  @ImportAutoConfiguration({
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    org.springframework.boot.servlet.autoconfigure.MultipartAutoConfiguration.class
  })
  static class Plain {
    @Bean
    FaultMavenConfig config() {
      return TestConfig.of("localhost:1", 0, LIMIT);
    }

    @Bean
    MockProducer<byte[], byte[]> producer() {
      return new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Bean
    Extractor extractor(FaultMavenConfig config) {
      return new Extractor(config.extraction(), new SimpleMeterRegistry());
    }

    @Bean
    DocumentController documentController(
        MockProducer<byte[], byte[]> producer, Extractor extractor) {
      var topics = new Topics("test.", Tenant.DEFAULT, List.of());
      var meters = new SimpleMeterRegistry();
      var index = new DocumentIndex();
      var view = new TopicView("none", () -> new MockConsumer<>("earliest"), index, meters);
      view.start();
      var documents =
          new Documents(
              topics,
              new KeyedHash(new byte[32]),
              Clock.systemUTC(),
              new TransactionalWriter(() -> producer),
              index,
              view,
              meters);
      return new DocumentController(
          new UploadReader(LIMIT, new UploadText(extractor, LIMIT)),
          new UploadMemory(1L << 31, LIMIT, Duration.ofSeconds(10)),
          documents,
          new UploadSessions(null, Tenant.DEFAULT),
          topics);
    }
  }

  /** With the product's own settings of multipart forms. */
  @Configuration(proxyBeanMethods = false)
  @Import(Plain.class)
  static class Documented {
    private final DocumentConfiguration product = new DocumentConfiguration();

    @Bean
    MultipartConfigElement multipartConfigElement(FaultMavenConfig config) {
      return product.multipartConfigElement(config);
    }

    @Bean
    MultipartResolver multipartResolver() {
      return product.multipartResolver();
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> uploadSwallowing(
        FaultMavenConfig config) {
      return product.uploadSwallowing(config);
    }
  }
}
