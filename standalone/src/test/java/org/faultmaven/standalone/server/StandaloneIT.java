package org.faultmaven.standalone.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.faultmaven.runtime.StartException;
import org.faultmaven.standalone.cli.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user of {@code up} reads, when it goes well and when it can't. */
class StandaloneIT {
  @Test
  void theSampleIsLoadedOnceAndItsQuestionAnswered(@TempDir Path data) throws Exception {
    try (Standalone standalone = Standalone.start(arguments(data))) {
      String first = sample(standalone);
      String second = sample(standalone);

      assertThat(first).contains("lines of a recorded incident").contains("OutOfMemoryError");
      assertThat(second)
          .doesNotContain("lines of a recorded incident")
          .contains("OutOfMemoryError");
      assertThat(first).doesNotContain("@example").contains("<EMAIL_ADDRESS_");
      assertThat(welcome(standalone))
          .contains("Ready in 1.5 s")
          .contains(standalone.bootstrapServers())
          .contains("./faultmaven ask");

      assertThat(up("--data", data.toString(), "--port", "0", "--kafka-port", "0"))
          .contains("in use by another ./faultmaven up")
          .contains("./faultmaven down");
    }
  }

  @Test
  void aTakenPortIsNamedWithWhatToDo(@TempDir Path data) throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());

      assertThat(up("--data", data.toString(), "--port", port, "--kafka-port", "0"))
          .contains("port " + port)
          .contains("--port");
      assertThat(up("--data", data.toString(), "--port", "0", "--kafka-port", port))
          .contains("port " + port)
          .contains("--kafka-port");
    }
  }

  @Test
  void settingsThatDoNotFitAreAllNamed(@TempDir Path data) {
    assertThat(
            up(
                "--data",
                data.toString(),
                "--set",
                "index.chunk-tokens=9999",
                "--set",
                "server.max-upload=much"))
        .contains("index.chunk-tokens")
        .contains("server.max-upload");
  }

  @Test
  void onlyTheLoopbackIsListenedOn(@TempDir Path data) {
    assertThatThrownBy(
            () ->
                Standalone.start(
                    List.of("--application.data-directory=" + data, "--server.address=0.0.0.0")))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("no authentication");
  }

  private static String up(String... options) {
    var out = new StringWriter();
    var args = new String[options.length + 1];
    args[0] = "up";
    System.arraycopy(options, 0, args, 1, options.length);
    int status =
        new Main(List.of(new UpCommand()))
            .run(new PrintWriter(out, true), new PrintWriter(out, true), args);
    assertThat(status).as(out.toString()).isEqualTo(1);
    return out.toString();
  }

  private static String sample(Standalone standalone) throws Exception {
    var out = new StringWriter();
    new SampleRun(standalone, new PrintWriter(out, true)).run();
    return out.toString();
  }

  private static String welcome(Standalone standalone) {
    var out = new StringWriter();
    new Welcome(new PrintWriter(out, true)).print(standalone, 1.5);
    return out.toString();
  }

  private static List<String> arguments(Path data) {
    return List.of("--application.data-directory=" + data, "--server.port=0", "--kafka.port=0");
  }
}
