package org.faultmaven.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.faultmaven.contracts.topic.TopicUser;
import org.faultmaven.runtime.logging.LogLevelEndpoint;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** A process with no work of its own, on a real broker. */
class ServiceProcessIT {
  private static final String KEY = "bm90IGEgcmVhbCBrZXksIG9ubHkgb25lIGZvciB0ZXN0cyE=";
  private static EmbeddedKafkaKraftBroker broker;

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(RuntimeConfiguration.class)
  static class Wiring {}

  @BeforeAll
  static void startBroker() {
    broker = new EmbeddedKafkaKraftBroker(1, 1);
    broker.brokerProperty("auto.create.topics.enable", "false");
    broker.afterPropertiesSet();
  }

  @AfterAll
  static void stopBroker() {
    broker.destroy();
  }

  private static List<String> settings(String prefix, String... more) {
    var settings =
        new ArrayList<>(
            List.of(
                "--kafka.bootstrap-servers=" + broker.getBrokersAsString(),
                "--kafka.topic-prefix=" + prefix,
                "--sanitizer.pseudonym-key=" + KEY,
                "--server.port=0"));
    settings.addAll(List.of(more));
    return settings;
  }

  @Test
  void itMakesItsTopicsAnswersItsHealthAndKeepsWebPagesOut() throws Exception {
    try (ServiceProcess process =
            ServiceProcess.start(Wiring.class, TopicUser.QUERY, settings("health."));
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.getBrokersAsString()))) {
      awaitTopics(admin, "health.logs.raw", "health.entries");
      assertThat(process.part(TopicsReady.class).isRunning()).isTrue();
      assertThat(get(process, "/actuator/health/liveness", "Accept", "*/*").statusCode())
          .isEqualTo(200);
      assertThat(get(process, "/actuator/health/readiness", "Accept", "*/*").body())
          .contains("\"status\":\"UP\"");
      assertThat(get(process, "/actuator/health", "Origin", "http://evil.example.org").statusCode())
          .isEqualTo(403);
    }
  }

  @Test
  void theLevelOfItsLogIsChangedWhileItRuns() throws Exception {
    var logging = (Logger) LoggerFactory.getLogger("org.faultmaven");
    try (ServiceProcess process =
        ServiceProcess.start(Wiring.class, TopicUser.QUERY, settings("level."))) {
      assertThat(process.part(LogLevelEndpoint.class).level()).containsEntry("level", "info");

      assertThat(post(process, "/actuator/loglevel", "{\"level\":\"debug\"}").body())
          .contains("\"level\":\"debug\"");

      assertThat(logging.isDebugEnabled()).isTrue();
      assertThat(post(process, "/actuator/loglevel", "{\"level\":\"off\"}").statusCode())
          .isEqualTo(400);
      assertThat(logging.isDebugEnabled()).isTrue();
      assertThat(LoggerFactory.getLogger("org.faultmaven.audit").isDebugEnabled()).isFalse();
    } finally {
      logging.setLevel(Level.INFO);
    }
  }

  @Test
  void whereNobodyIsKnownNobodyChangesAnything() throws Exception {
    try (ServiceProcess process =
        ServiceProcess.start(
            Wiring.class, TopicUser.QUERY, settings("open.", "--server.unauthenticated=true"))) {
      assertThat(post(process, "/actuator/loglevel", "{\"level\":\"debug\"}").statusCode())
          .isEqualTo(404);
      assertThat(get(process, "/actuator/health/liveness", "Accept", "*/*").statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void aTopicThatCanNotBeUsedEndsTheStartWithWhatToDo() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.getBrokersAsString()))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic("bad.entries", 6, (short) 1)
                      .configs(Map.of("cleanup.policy", "delete"))))
          .all()
          .get();
    }

    assertThatThrownBy(() -> ServiceProcess.start(Wiring.class, TopicUser.QUERY, settings("bad.")))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("bad.entries is not compacted");
  }

  @Test
  void wrongSettingsAreAllNamedAndHaveAStatusOfTheirOwn() {
    var err = new ByteArrayOutputStream();

    int status =
        ServiceProcess.main(
            Wiring.class,
            TopicUser.QUERY,
            settings("wrong.", "--kafka.partitions=none", "--session.timeout=never"),
            new PrintStream(new ByteArrayOutputStream(), true, UTF_8),
            new PrintStream(err, true, UTF_8));

    assertThat(status).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("kafka.partitions", "session.timeout");
  }

  @Test
  void withoutTheSharedKeyItSaysHowToMakeOne() {
    var err = new ByteArrayOutputStream();

    int status =
        ServiceProcess.main(
            Wiring.class,
            TopicUser.QUERY,
            List.of("--kafka.bootstrap-servers=" + broker.getBrokersAsString()),
            new PrintStream(new ByteArrayOutputStream(), true, UTF_8),
            new PrintStream(err, true, UTF_8));

    assertThat(status).isEqualTo(1);
    assertThat(err.toString(UTF_8)).contains("PSEUDONYM_KEY", "openssl rand -base64 32");
  }

  /** A broker that just created a topic need not list it yet. */
  private static void awaitTopics(Admin admin, String... names) throws Exception {
    long deadline = System.nanoTime() + 30_000_000_000L;
    while (!admin.listTopics().names().get().containsAll(List.of(names))) {
      assertThat(System.nanoTime()).as("deadline of the topics").isLessThan(deadline);
      LockSupport.parkNanos(50_000_000);
    }
  }

  private static HttpResponse<String> post(ServiceProcess process, String path, String body)
      throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + process.port() + path))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(body))
              .build(),
          BodyHandlers.ofString());
    }
  }

  private static HttpResponse<String> get(
      ServiceProcess process, String path, String header, String value) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + process.port() + path))
              .header(header, value)
              .build(),
          BodyHandlers.ofString());
    }
  }
}
