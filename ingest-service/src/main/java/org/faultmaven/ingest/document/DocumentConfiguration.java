package org.faultmaven.ingest.document;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.MultipartConfigElement;
import java.time.Clock;
import org.apache.catalina.connector.Connector;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.port.ISessionStore;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.ingest.extraction.Extractor;
import org.faultmaven.ingest.stream.TopicView;
import org.faultmaven.ingest.stream.TransactionalWriter;
import org.faultmaven.ingest.stream.ViewConsumers;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.multipart.MultipartResolver;
import org.springframework.web.multipart.support.StandardServletMultipartResolver;

/**
 * Wires the document API from {@code FaultMavenConfig}, {@code Topics}, {@code KeyedHash}, {@code
 * Clock} and {@code MeterRegistry}, and an {@code ISessionStore} if there is one. It also sets how
 * the web server takes multipart forms: in memory, and only when a controller asks for them.
 */
@Configuration(proxyBeanMethods = false)
public class DocumentConfiguration {
  /** Boundaries, part headers and the other fields of a form. */
  private static final long FORM_BYTES = 1 << 20;

  private static final int SWALLOW_AT_LEAST = 256 << 20;

  /** Nothing of an upload touches the disk: the threshold for that is never reached. */
  @Bean
  MultipartConfigElement multipartConfigElement(FaultMavenConfig config) {
    long limit = config.server().maxUpload().bytes();
    return new MultipartConfigElement("", limit, limit + FORM_BYTES, Integer.MAX_VALUE);
  }

  /** Lazy: what is wrong with a form is the controller's to answer. */
  @Bean
  MultipartResolver multipartResolver() {
    var resolver = new StandardServletMultipartResolver();
    resolver.setResolveLazily(true);
    return resolver;
  }

  /**
   * A client that sends too much reads its 413 only after it has sent everything: the connector
   * must take the rest, or the answer is lost with the connection.
   */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> uploadSwallowing(
      FaultMavenConfig config) {
    long limit = config.server().maxUpload().bytes();
    int swallow = Math.toIntExact(Math.clamp(2 * limit, SWALLOW_AT_LEAST, Integer.MAX_VALUE));
    return factory ->
        factory.addConnectorCustomizers(
            (Connector connector) ->
                connector.setProperty("maxSwallowSize", Integer.toString(swallow)));
  }

  @Bean
  DocumentIndex documentIndex() {
    return new DocumentIndex();
  }

  @Bean
  TopicView documentsView(
      FaultMavenConfig config, Topics topics, DocumentIndex documentIndex, MeterRegistry meters) {
    return new TopicView(
        topics.documentEvents().name(), new ViewConsumers(config.kafka()), documentIndex, meters);
  }

  @Bean
  TransactionalWriter uploadWriter(FaultMavenConfig config) {
    return TransactionalWriter.of(
        config.kafka(),
        config.kafka().topicPrefix() + "ingest-upload-" + Instance.name(config.server()));
  }

  @Bean
  Documents documents(
      Topics topics,
      KeyedHash hash,
      Clock clock,
      TransactionalWriter uploadWriter,
      DocumentIndex documentIndex,
      TopicView documentsView,
      MeterRegistry meters) {
    return new Documents(topics, hash, clock, uploadWriter, documentIndex, documentsView, meters);
  }

  @Bean
  Extractor extractor(FaultMavenConfig config, MeterRegistry meters) {
    return new Extractor(config.extraction(), meters);
  }

  @Bean
  DocumentController documentController(
      FaultMavenConfig config,
      Documents documents,
      Topics topics,
      Extractor extractor,
      UploadMemory memory,
      ObjectProvider<ISessionStore> sessions) {
    var limit = config.server().maxUpload();
    return new DocumentController(
        new UploadReader(limit, new UploadText(extractor, limit)),
        memory,
        documents,
        new UploadSessions(sessions.getIfAvailable(), topics.tenant()),
        topics);
  }
}
