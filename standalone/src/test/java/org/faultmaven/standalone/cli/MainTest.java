package org.faultmaven.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;

class MainTest {
  /** A command of somebody else's. */
  @Command(name = "other")
  static final class Other implements Callable<Integer> {
    @Override
    public Integer call() {
      throw new IllegalStateException("unforeseen");
    }
  }

  @Test
  void withoutACommandItTellsWhichThereAre() {
    Cli nothing = Cli.run();

    assertThat(nothing.status()).isEqualTo(2);
    assertThat(nothing.err()).contains("send", "ask", "search", "sanitize", "status", "down");
  }

  @Test
  void anUnknownCommandIsBadUsage() {
    assertThat(Cli.run("fly").status()).isEqualTo(2);
    assertThat(Cli.run("ask", "--nosuch", "x").status()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"send", "ask", "search", "sanitize", "status", "down"})
  void eachCommandHasHelp(String command) {
    Cli help = Cli.run(command, "--help");

    assertThat(help.status()).isZero();
    assertThat(help.out()).startsWith("Usage: faultmaven " + command).contains("--json");
  }

  @Test
  void commandsCanBeAddedAndWhatIsUnforeseenKeepsItsTrace() {
    Cli other = Cli.run(List.of(new Other()), "other");

    assertThat(other.status()).isEqualTo(1);
    assertThat(other.err()).contains("IllegalStateException: unforeseen", "at org.faultmaven");
  }

  @Test
  void theVersionIsTold() {
    assertThat(Cli.run("--version").out()).startsWith("FaultMaven ");
  }
}
