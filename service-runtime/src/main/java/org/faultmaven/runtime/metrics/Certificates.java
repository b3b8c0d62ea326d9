package org.faultmaven.runtime.metrics;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Map;

/**
 * When certificates expire. A file is read at each scrape, so that one that was renewed in place is
 * seen; of several certificates in it the earliest end counts.
 */
public final class Certificates implements MeterBinder {
  private final Map<String, Path> files;

  /**
   * @param files in PEM, by the setting that names them
   */
  public Certificates(Map<String, Path> files) {
    this.files = Map.copyOf(files);
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    files.forEach(
        (setting, file) ->
            Gauge.builder("faultmaven.certificate.expiry.time", file, Certificates::expiry)
                .description(
                    "When the first certificate of the file expires, since the epoch; not a number"
                        + " when it can't be read")
                .baseUnit("seconds")
                .tag("certificate", setting)
                .strongReference(true)
                .register(registry));
  }

  private static double expiry(Path file) {
    try (InputStream pem = Files.newInputStream(file)) {
      double earliest = Double.NaN;
      for (Certificate each :
          CertificateFactory.getInstance("X.509").generateCertificates(onlyCertificates(pem))) {
        if (each instanceof X509Certificate certificate) {
          double end = certificate.getNotAfter().toInstant().getEpochSecond();
          earliest = Double.isNaN(earliest) ? end : Math.min(earliest, end);
        }
      }
      return earliest;
    } catch (IOException | CertificateException e) {
      return Double.NaN;
    }
  }

  /** A file may hold a private key as well, which the factory takes for a broken certificate. */
  private static InputStream onlyCertificates(InputStream pem) throws IOException {
    var kept = new StringBuilder();
    boolean inside = false;
    for (String line : new String(pem.readAllBytes(), US_ASCII).lines().toList()) {
      inside |= line.startsWith("-----BEGIN CERTIFICATE-----");
      if (inside) {
        kept.append(line).append('\n');
      }
      inside &= !line.startsWith("-----END CERTIFICATE-----");
    }
    return new ByteArrayInputStream(kept.toString().getBytes(US_ASCII));
  }
}
