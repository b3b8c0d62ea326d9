package org.faultmaven.standalone.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.faultmaven.standalone.client.FakeApi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SanitizeCommandTest {
  @TempDir private Path folder;
  private FakeApi api;

  @BeforeEach
  void start() throws Exception {
    api = new FakeApi();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void theTextIsPrintedAsItWouldGoOn() throws Exception {
    Path file = Files.writeString(folder.resolve("a.log"), "user \u00e9va is away\n");
    api.on("/api/v1/sanitize", 200, "{'text': 'user <USER> is away\\n', 'spans': []}");

    Cli sanitize =
        Cli.run("sanitize", file.toString(), "--policy", "documents", "--url", api.url());

    assertThat(sanitize.status()).isZero();
    assertThat(sanitize.out()).isEqualTo("user <USER> is away\n");
    assertThat(sanitize.err()).isEmpty();
    assertThat(api.requests().getFirst().path("text").asString())
        .isEqualTo("user \u00e9va is away\n");
    assertThat(api.requests().getFirst().path("policy").asString()).isEqualTo("documents");
  }

  @Test
  void anExplanationSaysWhereAndByWhichRuleAndNeverTheValue() throws Exception {
    String text = "first\n\uD83D\uDE00 mail bob@example.com now\n";
    Path file = Files.writeString(folder.resolve("a.log"), text);
    api.on(
        "/api/v1/sanitize",
        200,
        "{'text': 'first\\n"
            + "x\\n"
            + "', 'spans': [{'start': 13, 'end': 28, 'type': 'EMAIL_ADDRESS', 'score': 1.0, 'rule':"
            + " 'email'}]}");

    Cli sanitize = Cli.run("sanitize", file.toString(), "--explain", "--url", api.url());

    assertThat(sanitize.err())
        .isEqualToIgnoringNewLines(
            "line 2, column 8, 15 characters: EMAIL_ADDRESS, score 1.0, rule email")
        .doesNotContain("bob");
  }

  @Test
  void longTextsGoInPartsOfWholeLinesAndLineNumbersGoOn() throws Exception {
    String text = "0123456789\n".repeat(60_000);
    Path file = Files.writeString(folder.resolve("a.log"), text);
    api.on(
        "/api/v1/sanitize",
        200,
        "{'text': 'x\\n"
            + "', 'spans': [{'start': 0, 'end': 1, 'type': 'T', 'score': 0.5, 'rule': 'r'}]}");

    Cli sanitize = Cli.run("sanitize", file.toString(), "--explain", "--url", api.url());

    assertThat(api.requests()).hasSizeGreaterThan(1);
    assertThat(api.requests())
        .allSatisfy(request -> assertThat(request.path("text").asString()).endsWith("\n"));
    assertThat(
            api.requests().stream()
                .map(request -> request.path("text").asString())
                .collect(Collectors.joining()))
        .isEqualTo(text);
    long linesOfFirst = api.requests().getFirst().path("text").asString().lines().count();
    assertThat(sanitize.err().lines().toList().get(1))
        .startsWith("line " + (linesOfFirst + 1) + ", column 1,");
  }

  @Test
  void standardInputIsReadTooAndJsonIsPassedOn() {
    InputStream before = System.in;
    try {
      System.setIn(new ByteArrayInputStream("no line end".getBytes(UTF_8)));
      api.on("/api/v1/sanitize", 200, "{'text': 'x', 'spans': []}");

      assertThat(Cli.run("sanitize", "-", "--json", "--url", api.url()).out())
          .isEqualToIgnoringNewLines("{\"text\":\"x\",\"spans\":[]}");
      assertThat(api.requests().getFirst().path("text").asString()).isEqualTo("no line end");
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void whatIsNoTextIsRefused() throws Exception {
    Path file = Files.write(folder.resolve("a.log"), new byte[] {'a', (byte) 0xff});

    Cli sanitize = Cli.run("sanitize", file.toString(), "--url", api.url());

    assertThat(sanitize.status()).isEqualTo(1);
    assertThat(sanitize.err()).contains("is not UTF-8 text");
    assertThat(Cli.run("sanitize", "nosuch.log").status()).isEqualTo(2);
    assertThat(Cli.run("sanitize", folder.toString()).status()).isEqualTo(2);
    Path gz = Files.writeString(folder.resolve("a.gz"), "no gzip");
    assertThat(Cli.run("sanitize", gz.toString()).status()).isEqualTo(2);
  }
}
