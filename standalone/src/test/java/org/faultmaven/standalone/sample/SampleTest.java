package org.faultmaven.standalone.sample;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleTest {
  @Test
  void itsLogsTellOneIncident() throws Exception {
    assertThat(lines("redis/redis.log")).anyMatch(line -> line.endsWith("bytes in use"));
    assertThat(lines("checkout/app.log"))
        .anyMatch(line -> line.contains("feature cart-snapshots is now on"))
        .anyMatch(line -> line.contains("command not allowed when used memory > 'maxmemory'"))
        .anyMatch(line -> line.contains("maxmemory was changed"));
    assertThat(lines("proxy/access.log"))
        .anyMatch(line -> line.contains("\"POST /checkout HTTP/1.1\" 201"))
        .anyMatch(line -> line.contains("\"POST /checkout HTTP/1.1\" 500"));
    assertThat(Sample.question()).contains("checkout").endsWith("?");
  }

  @Test
  void madeUpPersonalValuesAndSecretsAreInItToBeMasked() throws Exception {
    List<String> app = lines("checkout/app.log");

    assertThat(app)
        .anyMatch(line -> line.contains("@example.com"))
        .anyMatch(line -> line.contains("card=4242424242424242"))
        .anyMatch(line -> line.contains("Authorization: Bearer "))
        .anyMatch(line -> line.matches(".*redis://checkout:[^@]+@.*"))
        .anyMatch(line -> line.contains("+1-202-555-01"));
    assertThat(lines("proxy/access.log")).anyMatch(line -> line.startsWith("192.0.2."));
  }

  @Test
  void itNamesNoMachine() throws Exception {
    for (Sample.Log log : Sample.logs()) {
      assertThat(log.lines())
          .noneMatch(line -> line.matches(".*(/home/|/root/|/tmp/|/Users/|/usr/).*"));
    }
  }

  @Test
  void aLogCanBeReadAsBytesToo() throws Exception {
    Sample.Log log = Sample.logs().getFirst();
    try (InputStream in = log.open()) {
      assertThat(new String(in.readAllBytes(), UTF_8).lines().toList()).isEqualTo(log.lines());
    }
  }

  private static List<String> lines(String source) throws IOException {
    return new Sample.Log(source).lines();
  }
}
