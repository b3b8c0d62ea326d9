package org.faultmaven.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownCommandTest {
  @TempDir private Path data;
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void stop() throws Exception {
    for (Process process : started) {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void itStopsWhatHoldsTheFolderAndWaitsForItsEnd() throws Exception {
    Process up = holdLock();

    Cli down = Cli.run("down", "--data", data.toString());

    assertThat(down.status()).isZero();
    assertThat(down.out()).startsWith("Stopped.");
    assertThat(up.isAlive()).isFalse();
  }

  @Test
  void aProcessThatDoesNotEndIsNamed() throws Exception {
    Process up = holdLock("stubborn");

    Cli down = Cli.run("down", "--data", data.toString(), "--timeout", "1");

    assertThat(down.status()).isEqualTo(1);
    assertThat(down.err()).contains("process " + up.pid() + " is still stopping after 1 s");
    assertThat(up.isAlive()).isTrue();
  }

  @Test
  void whereNothingRunsItSaysSo() throws Exception {
    Cli nothing = Cli.run("down", "--data", data.resolve("nosuch").toString());
    assertThat(nothing.status()).isZero();
    assertThat(nothing.out()).startsWith("Nothing runs on");

    // Left behind by a kill; the number is somebody else's by now.
    Files.createFile(data.resolve("lock"));
    Files.writeString(data.resolve("faultmaven.pid"), ProcessHandle.current().pid() + "\n");
    Cli killed = Cli.run("down", "--json", "--data", data.toString());
    assertThat(killed.status()).isZero();
    assertThat(killed.out()).isEqualToIgnoringNewLines("{\"stopped\":false}");
  }

  @Test
  void aProcessThatCantBeNamedIsNotGuessedAt() throws Exception {
    holdLock();
    Files.writeString(data.resolve("faultmaven.pid"), "\n");

    Cli down = Cli.run("down", "--data", data.toString());

    assertThat(down.status()).isEqualTo(1);
    assertThat(down.err()).contains("does not say which process");
    Files.writeString(data.resolve("faultmaven.pid"), Long.MAX_VALUE + "\n");
    assertThat(Cli.run("down", "--data", data.toString()).err()).contains("not on this machine");
  }

  private Process holdLock(String... more) throws Exception {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-cp",
                Path.of(
                        LockHolder.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString(),
                LockHolder.class.getName(),
                data.toString()));
    command.addAll(List.of(more));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    started.add(process);
    try (BufferedReader said = process.inputReader()) {
      assertThat(said.readLine()).isEqualTo("ready");
    }
    assertThat(process.waitFor(0, TimeUnit.SECONDS)).isFalse();
    return process;
  }
}
