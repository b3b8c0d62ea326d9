package org.faultmaven.standalone.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RotatedNameTest {
  @ParameterizedTest
  @CsvSource({
    "server.log.2016-12-19-20, server.log",
    "server.log.2016-12-19, server.log",
    "app.log.2024-01-01.3, app.log",
    "app.log.2024-01-01.3.gz, app.log",
    "syslog-20161219, syslog",
    "messages-20161219.gz, messages",
    "access.log-20161219-1482105600, access.log",
    "app.log.20240101T120000, app.log",
    "app-2024-01-01.log, app.log",
    "app.2024-01-01.1.log.gz, app.log",
    "catalina.2024-01-01.log, catalina.log",
    "messages.1, messages",
    "error.log.12.gz, error.log",
    "app.3.log, app.log",
    "app.log.old, app.log",
    "app.log.gz, app.log"
  })
  void whatRotationAddedIsTakenAway(String fileName, String liveName) {
    assertThat(RotatedName.of(fileName).liveName()).isEqualTo(liveName);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"server.log", "kafka0", "worker-1.log", "node-17", "app.log4j", "report-2024.txt"})
  void otherNamesStayAsTheyAre(String fileName) {
    RotatedName name = RotatedName.of(fileName);

    assertThat(name.liveName()).isEqualTo(fileName);
    assertThat(name.age()).isEqualTo(RotatedName.Age.LIVE);
  }

  @Test
  void theyAreInTheOrderInWhichTheyWereWritten() {
    assertOrder(
        "app.log.2016-12-19-16", "app.log.2016-12-19-20", "app.log.2016-12-20-00", "app.log");
    assertOrder("app.log.10.gz", "app.log.9.gz", "app.log.2", "app.log.1", "app.log");
    assertOrder("app.log-20231231", "app.log-20240101.gz", "app.log");
    assertOrder("app-2024-01-01.1.log", "app-2024-01-01.2.log", "app-2024-01-01.10.log", "app.log");
    assertOrder("app.log.old", "app.log");
  }

  private static void assertOrder(String... oldestFirst) {
    List<RotatedName> expected = Stream.of(oldestFirst).map(RotatedName::of).toList();
    var shuffled = new java.util.ArrayList<>(expected);
    Collections.shuffle(shuffled, new Random(7));
    assertThat(shuffled.stream().sorted()).isEqualTo(expected);
  }
}
