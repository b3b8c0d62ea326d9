package org.faultmaven.standalone.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.faultmaven.contracts.kit.Figures;
import org.faultmaven.standalone.product.Product;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * How good extractive answers are: questions over real logs, and for each whether a line that
 * answers it is among the first five pieces of evidence. {@code -Dbench.logs=FOLDER} names a copy
 * of the examples that {@code questions.tsv} is about; there is no figure without them.
 */
@Tag("bench")
class AnswerBenchmark {
  private static final int FIRST = 5;

  /**
   * @param session questions of one follow on each other; a dash for one by itself
   * @param source a part of the line's source; a dash for any
   */
  private record Question(String session, String text, String source, Pattern line) {
    static Question of(String row) {
      String[] cells = row.split("\t", 4);
      return new Question(cells[0], cells[1], cells[2], Pattern.compile(cells[3]));
    }

    boolean isAnsweredBy(JsonNode hit) {
      return (source.equals("-") || hit.path("source").asString().contains(source))
          && line.matcher(hit.path("text").asString()).find();
    }
  }

  @Test
  void linesThatAnswerAreAmongTheFirst(@TempDir Path folder) throws Exception {
    String logs = System.getProperty("bench.logs");
    assumeTrue(logs != null, "no -Dbench.logs=FOLDER");
    List<Question> questions = questions();
    try (Product product = Product.start(folder)) {
      product.awaitProcessed(send(product, Path.of(logs)));
      var sessions = new HashMap<String, String>();
      int first = 0;
      int firstFive = 0;
      int anywhere = 0;
      double reciprocal = 0;
      for (Question question : questions) {
        int rank = rank(product, sessions, question);
        first += rank == 1 ? 1 : 0;
        firstFive += rank >= 1 && rank <= FIRST ? 1 : 0;
        anywhere += rank >= 1 ? 1 : 0;
        reciprocal += rank >= 1 ? 1.0 / rank : 0;
        if (rank < 1 || rank > FIRST) {
          Figures.print("not among the first %d (%d): %s", FIRST, rank, question.text());
        }
      }
      int all = questions.size();
      Figures.print(
          "questions with an answering line among the first %d: %d of %d (%.0f %%); first: %d;"
              + " anywhere: %d; mean reciprocal rank %.2f",
          FIRST, firstFive, all, 100.0 * firstFive / all, first, anywhere, reciprocal / all);
    }
  }

  private static long send(Product product, Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(folder)) {
      files = found.filter(file -> file.toString().contains(".log")).sorted().toList();
    }
    long lines = 0;
    for (Path file : files) {
      String source = folder.relativize(file).toString();
      for (String line : Files.readAllLines(file, UTF_8)) {
        product.produce(source, line);
        lines++;
      }
    }
    return lines;
  }

  /** The place of the first piece of evidence that answers, from 1; 0 when none does. */
  private static int rank(Product product, Map<String, String> sessions, Question question)
      throws Exception {
    String path = "/api/v1/questions";
    if (!question.session().equals("-")) {
      String session = sessions.get(question.session());
      if (session == null) {
        session =
            product.api.post("/api/v1/sessions", Map.of()).json().path("sessionId").asString();
        sessions.put(question.session(), session);
      }
      path = "/api/v1/sessions/" + session + "/questions";
    }
    JsonNode evidence =
        product.api.post(path, Map.of("question", question.text())).json().path("evidence");
    assertThat(evidence.isArray()).isTrue();
    int place = 0;
    for (JsonNode hit : evidence) {
      place++;
      if (question.isAnsweredBy(hit)) {
        return place;
      }
    }
    return 0;
  }

  private static List<Question> questions() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            AnswerBenchmark.class.getResourceAsStream("/evaluation/questions.tsv"))) {
      var questions = new ArrayList<Question>();
      for (String row : new String(in.readAllBytes(), UTF_8).lines().toList()) {
        if (!row.startsWith("#")) {
          questions.add(Question.of(row));
        }
      }
      return questions;
    }
  }
}
