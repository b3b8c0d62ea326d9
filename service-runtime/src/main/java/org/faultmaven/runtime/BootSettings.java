package org.faultmaven.runtime;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.config.ServerConfig;

/** What the typed configuration says, by Spring Boot's own names. */
public final class BootSettings {
  private static final String BUNDLE = "faultmaven";
  private static final String PEM = "spring.ssl.bundle.pem." + BUNDLE + ".";

  private BootSettings() {}

  /** A new map each time, to add to. */
  public static Map<String, Object> of(FaultMavenConfig config) {
    ServerConfig server = config.server();
    var boot = new HashMap<String, Object>();
    boot.put("server.address", server.address());
    boot.put("server.port", server.port());
    boot.put(
        "spring.lifecycle.timeout-per-shutdown-phase", server.shutdownGrace().toMillis() + "ms");
    if (server.managementPort() > 0) {
      boot.put("management.server.port", server.managementPort());
      boot.put("management.server.address", server.address());
    }
    Path certificate = server.tlsCertificate();
    Path key = server.tlsKey();
    if (certificate != null && key != null) {
      boot.put(PEM + "keystore.certificate", file(certificate));
      boot.put(PEM + "keystore.private-key", file(key));
      boot.put(PEM + "reload-on-update", true);
      boot.put("server.ssl.bundle", BUNDLE);
      if (server.managementPort() > 0) {
        boot.put("management.server.ssl.bundle", BUNDLE);
      }
    }
    if (server.unauthenticated()) {
      // Nobody is known who may change anything.
      boot.put("management.endpoints.web.exposure.include", "health,prometheus");
    }
    if (config.access().required()) {
      // Whoever gave no key learns whether it lives and is ready, and nothing about backends.
      boot.put("management.endpoint.health.show-details", "when-authorized");
    }
    return boot;
  }

  private static String file(Path path) {
    return path.toAbsolutePath().toUri().toString();
  }
}
