package org.faultmaven.runtime.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificatesTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @Test
  void theFirstEndCountsAndARenewalIsSeen(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("chain.pem");
    String key = "-----BEGIN PRIVATE KEY-----\nbm90IGEga2V5\n-----END PRIVATE KEY-----\n";
    Files.writeString(
        file, key + certificate(folder, "long", 90) + certificate(folder, "short", 9));
    new Certificates(Map.of("kafka.tls-certificate", file)).bindTo(meters);
    assertThat(daysLeft()).isEqualTo(9, within(0.1));

    Files.writeString(file, key + certificate(folder, "new", 30));
    assertThat(daysLeft()).isEqualTo(30, within(0.1));
  }

  @Test
  void aFileThatCannotBeReadHasNoEnd(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("none.pem");
    new Certificates(Map.of("kafka.tls-certificate", file)).bindTo(meters);
    assertThat(expiry()).isNaN();
    Files.writeString(file, "-----BEGIN CERTIFICATE-----\nnone\n-----END CERTIFICATE-----\n");
    assertThat(expiry()).isNaN();
  }

  private double expiry() {
    return meters.get("faultmaven.certificate.expiry.time").gauge().value();
  }

  private double daysLeft() {
    return (expiry() - Instant.now().getEpochSecond()) / Duration.ofDays(1).toSeconds();
  }

  private static String certificate(Path folder, String name, int days) throws Exception {
    Path store = folder.resolve(name + ".p12");
    keytool(
        "-genkeypair",
        "-alias",
        name,
        "-keyalg",
        "EC",
        "-dname",
        "CN=" + name,
        "-validity",
        Integer.toString(days),
        "-keystore",
        store.toString(),
        "-storepass",
        "made-up");
    Path file = folder.resolve(name + ".pem");
    keytool(
        "-exportcert",
        "-rfc",
        "-alias",
        name,
        "-keystore",
        store.toString(),
        "-storepass",
        "made-up",
        "-file",
        file.toString());
    return Files.readString(file);
  }

  private static void keytool(String... arguments) throws Exception {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
