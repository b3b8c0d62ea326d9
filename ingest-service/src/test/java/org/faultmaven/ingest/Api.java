package org.faultmaven.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.ingest.document.UploadMemoryConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One instance of the service on a port of its own, and a client of it. */
final class Api implements AutoCloseable {
  static final KeyedHash HASH = new KeyedHash(new byte[32]);

  /** Everything any instance ever answered. */
  static final List<String> ANSWERS = new CopyOnWriteArrayList<>();

  /** What the client got. */
  record Answer(int status, JsonNode body, HttpResponse<String> response) {}

  private final ConfigurableApplicationContext context;
  private final HttpClient client = HttpClient.newHttpClient();
  private final JsonMapper mapper = new JsonMapper();

  Api(FaultMavenConfig config, Topics topics) {
    ApplicationContextInitializer<GenericApplicationContext> beans =
        context -> {
          context.registerBean(FaultMavenConfig.class, () -> config);
          context.registerBean(Topics.class, () -> topics);
          context.registerBean(KeyedHash.class, () -> HASH);
          context.registerBean(Clock.class, () -> Clock.systemUTC());
          context.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
        };
    context =
        new SpringApplicationBuilder(Service.class)
            .web(WebApplicationType.SERVLET)
            .initializers(beans)
            .properties(Map.of("server.port", 0, "server.address", "127.0.0.1"))
            .run();
  }

  /** What standalone does, in small. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import({UploadConfiguration.class, UploadMemoryConfiguration.class})
  static class Service {}

  MeterRegistry meters() {
    return context.getBean(MeterRegistry.class);
  }

  Answer get(String path) throws Exception {
    return send(request(path).GET());
  }

  Answer delete(String path) throws Exception {
    return send(request(path).DELETE());
  }

  Answer post(String path) throws Exception {
    return send(request(path).POST(HttpRequest.BodyPublishers.noBody()));
  }

  Answer upload(String text, String... headers) throws Exception {
    return uploadAs("text/plain", text, headers);
  }

  Answer uploadAs(String type, String body, String... headers) throws Exception {
    return uploadAs(type, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  Answer uploadAs(String type, byte[] body, String... headers) throws Exception {
    HttpRequest.Builder request =
        request("/api/v1/documents")
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  /** Asks until the answer's field has the value. */
  void await(String path, String pointer, String value) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    Answer last = get(path);
    while (!last.body().at(pointer).asString("").equals(value) && System.nanoTime() - end < 0) {
      Thread.onSpinWait();
      last = get(path);
    }
    assertThat(last.body().at(pointer).asString("")).as("%s", last.body()).isEqualTo(value);
  }

  private HttpRequest.Builder request(String path) {
    String port = context.getEnvironment().getRequiredProperty("local.server.port");
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(90));
  }

  private Answer send(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    ANSWERS.add(response.headers() + response.body());
    if (response.statusCode() >= 400) {
      assertThat(response.headers().firstValue("Content-Type"))
          .as(response.body())
          .hasValue("application/problem+json");
    }
    return new Answer(response.statusCode(), mapper.readTree(response.body()), response);
  }

  @Override
  public void close() {
    client.close();
    context.close();
  }
}
