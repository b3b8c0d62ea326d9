package org.faultmaven.standalone.endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.faultmaven.standalone.product.Product;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Letters to a support desk, as documents and as lines of a log: nobody in them comes through. */
class NamesIT {
  private static final List<String> LETTERS =
      List.of(
          """
          Dear support team,
          since Tuesday my colleague Thomas Weber from Berlin cannot pay with his card.
          The same error was seen by Linda Baker in Warsaw.
          Kind regards, Marta Kowalska
          """,
          """
          Hello,
          on Monday the customer Angela Merkel wrote that her order had not arrived in Hamburg.
          The driver, John Smith, says that he left it with her neighbour, Peter Jackson, in London.
          Could Sarah Connor look into it?
          """,
          """
          Good morning,
          our office in Nairobi has been offline since the technician Pierre Dupont replaced the router.
          David Miller and Susan Brown in New York cannot reach the server either.
          Our manager, Michael Johnson, is flying to Paris tomorrow.
          """);

  private static final List<String> PEOPLE =
      List.of(
          "Weber",
          "Baker",
          "Kowalska",
          "Merkel",
          "Smith",
          "Jackson",
          "Connor",
          "Dupont",
          "Miller",
          "Susan",
          "Brown",
          "Johnson");

  private static final List<String> PLACES =
      List.of("Berlin", "Warsaw", "Hamburg", "London", "Nairobi", "New York", "Paris");

  @Test
  void nobodyComesThrough(@TempDir Path data) throws Exception {
    try (Product product = Product.start(data)) {
      long sent = 0;
      for (String letter : LETTERS) {
        assertThat(
                product
                    .api
                    .post("/api/v1/documents", "text/plain", letter.getBytes(UTF_8))
                    .status())
            .isEqualTo(202);
        sent++;
        for (String line : letter.split("\n")) {
          product.produce(
              "desk", "2026-11-24 10:00:00,000 INFO [mail-3] received: " + line + " (desk.Inbox)");
          sent++;
        }
      }
      product.awaitProcessed(sent);

      for (String person : PEOPLE) {
        assertThat(
                product
                    .api
                    .post("/api/v1/questions", Map.of("question", "what does the desk have to do?"))
                    .text())
            .doesNotContain(person);
      }
      for (String topic :
          List.of("faultmaven.logs.clean", "faultmaven.documents.clean", "faultmaven.entries")) {
        assertThat(values(product, topic)).isNotEmpty();
        assertNowhere(PEOPLE, topic, values(product, topic));
      }
      assertNowhere(
          PLACES, "faultmaven.documents.clean", values(product, "faultmaven.documents.clean"));
      assertThat(String.join("\n", values(product, "faultmaven.logs.clean")))
          .contains("INFO [mail-3] received: ", "<PERSON_", "(desk.Inbox)", "in London");
      assertNowhere(PEOPLE, "an HTTP answer", product.api.answers());
    }
    assertNowhere(PEOPLE, "the index folder", contents(data.resolve("index")));
    assertNowhere(PEOPLE, "the log", contents(data.resolve("logs")));
  }

  private static List<String> values(Product product, String topic) {
    return product.readAll(topic).stream()
        .filter(record -> record.value() != null)
        .map(record -> new String(record.value(), UTF_8))
        .toList();
  }

  private static List<String> contents(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<String> contents = new ArrayList<>();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.add(new String(Files.readAllBytes(file), ISO_8859_1));
      }
      assertThat(contents).as("files in %s", folder.getFileName()).isNotEmpty();
      return contents;
    }
  }

  private static void assertNowhere(List<String> names, String where, List<String> texts) {
    assertThat(
            names.stream()
                .filter(name -> texts.stream().anyMatch(text -> text.contains(name)))
                .toList())
        .as("names seen in %s", where)
        .isEmpty();
  }
}
