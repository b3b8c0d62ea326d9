package org.faultmaven.standalone.secured;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.faultmaven.standalone.product.Waiting;
import org.faultmaven.standalone.server.Running;
import org.faultmaven.standalone.server.Standalone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A listener's certificate that is renewed in place, as cert-manager does, without a restart. */
class RenewedCertificateIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;

  @Test
  void theNewOneIsShownWithoutARestart() throws Exception {
    var certificates = new Certificates(folder);
    Path certificate = folder.resolve("tls.crt");
    Path key = folder.resolve("tls.key");
    install(certificates, "first", certificate, key);
    try (Running running =
        Standalone.start(
            List.of(
                "--application.data-directory=" + folder.resolve("data"),
                "--server.port=0",
                "--kafka.port=0",
                "--server.tls-certificate=" + certificate,
                "--server.tls-key=" + key))) {
      assertThat(running.api().getScheme()).isEqualTo("https");
      assertThat(shown(running.api())).isEqualTo("CN=first");

      install(certificates, "second", certificate, key);

      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (!shown(running.api()).equals("CN=second")) {
        assertThat(System.nanoTime()).as("deadline of the new certificate").isLessThan(deadline);
        Waiting.aMoment();
      }
    }
  }

  private static void install(Certificates certificates, String name, Path certificate, Path key)
      throws Exception {
    certificates.pair(name);
    replace(certificates.certificateAndKey(name), key);
    replace(certificates.certificate(name), certificate);
  }

  /** Whole or not at all. */
  private static void replace(Path by, Path file) throws Exception {
    Path copy = Files.copy(by, Path.of(file + ".new"));
    Files.move(copy, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String shown(URI server) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new TrustsAnyone()}, new SecureRandom());
    try (var socket =
        (SSLSocket) context.getSocketFactory().createSocket(server.getHost(), server.getPort())) {
      socket.startHandshake();
      var certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      return certificate.getSubjectX500Principal().getName();
    }
  }

  /** It is the certificate that is looked at. */
  private static final class TrustsAnyone implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
