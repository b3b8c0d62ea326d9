package org.faultmaven.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.faultmaven.adapters.server.RedisServer;
import org.faultmaven.standalone.product.Product;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Sessions over HTTP, in a real Redis. {@code -Dsessions.turns=500} for as many turns of each
 * writer as a long day has.
 */
class SessionsIT {
  private static final int WRITERS = 16;
  private static final int TURNS = Integer.getInteger("sessions.turns", 25);

  @TempDir private Path data;

  @Test
  void manyWritersOfOneSessionLoseNothingAndKeepTheirOrder() throws Exception {
    try (RedisServer redis = RedisServer.start();
        Product product =
            Product.start(
                data,
                "--redis.host=" + redis.host(),
                "--redis.port=" + redis.port(),
                "--session.max-turns=10000")) {
      String session =
          "/api/v1/sessions/"
              + product.api.post("/api/v1/sessions", Map.of()).json().path("sessionId").asString();
      var writers = new ArrayList<Callable<List<Integer>>>();
      for (int writer = 0; writer < WRITERS; writer++) {
        List<String> asked = questions(writer);
        writers.add(() -> ask(product, session + "/questions", asked));
      }
      try (var threads = Executors.newFixedThreadPool(WRITERS)) {
        for (var done : threads.invokeAll(writers)) {
          assertThat(done.get()).hasSize(TURNS).containsOnly(200);
        }
      }

      List<String> questions = new ArrayList<>();
      for (JsonNode turn : product.api.get(session).json().path("investigationHistory")) {
        questions.add(turn.path("question").asString());
      }
      assertThat(questions).hasSize(WRITERS * TURNS).doesNotHaveDuplicates();
      for (int writer = 0; writer < WRITERS; writer++) {
        List<String> asked = sanitized(product, questions(writer));
        assertThat(questions.stream().filter(asked::contains)).containsExactlyElementsOf(asked);
      }
    }
  }

  private static List<String> questions(int writer) {
    return IntStream.range(0, TURNS)
        .mapToObj(turn -> "writer " + writer + " asks for the turn " + turn)
        .toList();
  }

  /** A number may be taken for a name. */
  private static List<String> sanitized(Product product, List<String> texts) throws Exception {
    var sanitized = new ArrayList<String>();
    product
        .api
        .post("/api/v1/sanitize", Map.of("texts", texts, "policy", "documents"))
        .json()
        .path("texts")
        .forEach(text -> sanitized.add(text.asString()));
    return sanitized;
  }

  private static List<Integer> ask(Product product, String path, List<String> questions)
      throws Exception {
    var statuses = new ArrayList<Integer>();
    for (String question : questions) {
      statuses.add(product.api.post(path, Map.of("question", question)).status());
    }
    return statuses;
  }
}
