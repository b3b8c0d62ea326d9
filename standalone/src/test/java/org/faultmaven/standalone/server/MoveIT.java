package org.faultmaven.standalone.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.faultmaven.adapters.server.ChromaServer;
import org.faultmaven.runtime.StartException;
import org.faultmaven.standalone.cli.Main;
import org.faultmaven.standalone.product.FreePorts;
import org.faultmaven.standalone.product.Product;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What changes under a running product: its vector store, and whether its parts run apart. */
class MoveIT {
  @Test
  void anotherFolderIsFilledWhileEverythingRunsAndTheNextStartEndsTheMove(@TempDir Path data)
      throws Exception {
    assertMoves(data, "index.directory=elsewhere", "lucene.elsewhere");
  }

  @Test
  void soIsChroma(@TempDir Path data) throws Exception {
    try (ChromaServer chroma = ChromaServer.start()) {
      assertMoves(data, "chromadb.url=" + chroma.url(), "chroma.faultmaven_knowledge");
    }
  }

  private static void assertMoves(Path data, String newStore, String name) throws Exception {
    try (Product product = Product.start(data)) {
      for (int i = 0; i < 50; i++) {
        product.produce("app", "2026-04-01T10:%02d:00Z ERROR pump %d stalled".formatted(i, i));
      }
      product.awaitProcessed(50);

      String said =
          move(
              0,
              "--bootstrap",
              product.bootstrapServers(),
              "--set",
              "application.data-directory=" + data,
              "--set",
              newStore);

      assertThat(said).contains(name).contains("0 records to go").contains("Done:");
      product.produce("app", "2026-04-02T10:00:00Z ERROR valve jammed after the move");
      product.awaitProcessed(51);
    }
    try (Product product = Product.start(data, "--" + newStore)) {
      product.awaitProcessed(51);
      for (String words : List.of("pump stalled", "valve jammed")) {
        JsonNode hits =
            product
                .api
                .post("/api/v1/search", Map.of("query", words, "mode", "vector"))
                .json()
                .path("hits");
        assertThat(hits.get(0).path("text").asString()).contains(words.split(" ")[1]);
      }
    }
  }

  @Test
  void whenTheNewStoreIsAwayItSaysSoAndThatItGoesOn(@TempDir Path data) throws Exception {
    try (Product product = Product.start(data)) {
      product.produce("app", "2026-04-01T10:00:00Z ERROR pump 1 stalled");
      product.awaitProcessed(1);

      String said =
          move(
              1,
              "--bootstrap",
              product.bootstrapServers(),
              "--set",
              "chromadb.url=http://127.0.0.1:" + FreePorts.one());

      assertThat(said).contains("The move stopped").contains("Start it again");
    }
  }

  @Test
  void aServiceThatCanNotStartEndsTheOthersAndSaysWhy(@TempDir Path data) throws Exception {
    List<String> settings =
        List.of(
            "--application.data-directory=" + data,
            "--server.port=" + FreePorts.inARow(3),
            "--kafka.bootstrap-servers=127.0.0.1:" + FreePorts.one());

    assertThatThrownBy(() -> ServiceFleet.start(settings))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("CHROMADB_URL");
  }

  @Test
  void brokersAreNamedForServicesOnly() {
    var err = new StringWriter();

    int status =
        new Main(List.of(new UpCommand()))
            .run(
                new PrintWriter(new StringWriter()),
                new PrintWriter(err, true),
                "up",
                "--bootstrap",
                "localhost:9092");

    assertThat(status).isEqualTo(2);
    assertThat(err.toString()).contains("--services");
  }

  private static String move(int status, String... arguments) {
    var out = new StringWriter();
    String[] command = new String[arguments.length + 1];
    command[0] = "move";
    System.arraycopy(arguments, 0, command, 1, arguments.length);

    int ended =
        new Main(List.of(new MoveCommand()))
            .run(new PrintWriter(out, true), new PrintWriter(out, true), command);

    assertThat(ended).as(out.toString()).isEqualTo(status);
    return out.toString();
  }
}
