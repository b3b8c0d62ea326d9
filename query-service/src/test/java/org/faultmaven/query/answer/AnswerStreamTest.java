package org.faultmaven.query.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.faultmaven.contracts.port.BackendException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

/** Streams to a real client, over a real Tomcat. */
@Timeout(60)
class AnswerStreamTest {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  /** What the next request is answered with. */
  private static volatile Function<AnswerListener, Answer> work;

  private static volatile Duration longest;

  private ConfigurableApplicationContext context;

  @Configuration(proxyBeanMethods = false)
  @ImportAutoConfiguration({
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    WebMvcAutoConfiguration.class
  })
  static class Web {
    @Bean
    Streaming streaming() {
      return new Streaming();
    }
  }

  @RestController
  static class Streaming {
    @GetMapping("/stream")
    SseEmitter stream() {
      return AnswerStream.start(work, longest);
    }
  }

  @BeforeEach
  void start() {
    longest = LONGEST;
    context =
        new SpringApplicationBuilder(Web.class)
            .web(WebApplicationType.SERVLET)
            .properties(Map.of("server.port", 0, "server.address", "127.0.0.1"))
            .run();
  }

  @AfterEach
  void stop() {
    context.close();
  }

  private HttpResponse<InputStream> get() throws IOException, InterruptedException {
    String port = context.getEnvironment().getRequiredProperty("local.server.port");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/stream")).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
  }

  private List<String> events() throws IOException, InterruptedException {
    var events = new ArrayList<String>();
    try (var reader =
        new BufferedReader(new InputStreamReader(get().body(), StandardCharsets.UTF_8))) {
      String name = "";
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.startsWith("event:")) {
          name = line.substring("event:".length()).strip();
        } else if (line.startsWith("data:")) {
          events.add(name + " " + line.substring("data:".length()));
        }
      }
    }
    return events;
  }

  private static Answer answer(String text) {
    return new Answer(
        text, "model", null, null, null, List.of(), List.of(), List.of(), List.of(), List.of(),
        null, null, null);
  }

  @Test
  void comesAsEventsInOrderAndThenAsAWhole() throws Exception {
    work =
        listener -> {
          listener.evidence(List.of());
          listener.text("One\n");
          listener.tool(new ToolUse("look_up", "{}", true, 5, "x"));
          listener.text("two.");
          return answer("One\ntwo.");
        };
    List<String> events = events();

    assertThat(events).hasSize(5);
    assertThat(events.get(0)).isEqualTo("evidence []");
    assertThat(events.get(1)).isEqualTo("text {\"text\":\"One\\n\"}");
    assertThat(events.get(2)).startsWith("tool {").contains("\"look_up\"");
    assertThat(events.get(4)).startsWith("answer {");
    assertThat(
            JsonMapper.shared()
                .readTree(events.get(4).substring("answer ".length()))
                .path("answer")
                .asString())
        .isEqualTo("One\ntwo.");
  }

  @Test
  void aBackendThatIsAwayIsAProblemDocument() throws Exception {
    work =
        _ -> {
          throw new BackendException("Both indexes are away", true);
        };
    assertThat(events())
        .singleElement()
        .asString()
        .startsWith("error {")
        .contains("Both indexes are away", "\"status\":503");
  }

  @Test
  void aDefectSaysNothingOfWhatWasAsked() throws Exception {
    work =
        _ -> {
          throw new IllegalStateException("planted");
        };
    assertThat(events())
        .singleElement()
        .asString()
        .startsWith("error {")
        .contains("\"status\":500")
        .doesNotContain("planted");
  }

  @Test
  void aClientThatLeavesEndsTheWork() throws Exception {
    var ended = new CountDownLatch(1);
    work = listener -> waiting(listener, ended);
    try (InputStream body = get().body()) {
      assertThat(body.read()).isPositive();
    }

    assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void theLongestTimeEndsTheWork() throws Exception {
    var ended = new CountDownLatch(1);
    longest = Duration.ofMillis(500);
    work = listener -> waiting(listener, ended);
    HttpResponse<InputStream> response = get();

    assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
    response.body().close();
  }

  /** As a model that says nothing. */
  private static Answer waiting(AnswerListener listener, CountDownLatch ended) {
    listener.evidence(List.of());
    try {
      new CountDownLatch(1).await();
      throw new IllegalStateException("nobody counts it down");
    } catch (InterruptedException e) {
      ended.countDown();
      throw new CancellationException("interrupted");
    }
  }
}
