package org.faultmaven.standalone.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.faultmaven.contracts.kit.Unavailable;

/** The images, built as {@code ./faultmaven images} builds them. */
public final class Images {
  public static final List<String> SERVICES =
      List.of("sanitizer-service", "ingest-service", "query-service");

  private Images() {}

  /**
   * Builds the services' from what Maven made with {@code -Pimages}; ends the test as skipped, or
   * failed where {@code CI} is {@code true}, when a base image can't be had.
   */
  public static void build() throws IOException, InterruptedException {
    String engine = engine();
    for (String base :
        List.of(
            given("JDK_IMAGE", "eclipse-temurin:25-jdk"),
            given("BASE_IMAGE", "debian:bookworm-slim"))) {
      if (run(List.of(engine, "image", "inspect", base)).status() != 0
          && run(List.of(engine, "pull", base)).status() != 0) {
        throw Unavailable.because(
            "no image " + base + ": pull it, or set JDK_IMAGE and BASE_IMAGE");
      }
    }
    var command = new ArrayList<>(List.of("build/images", Deployment.ROOT.toString()));
    command.addAll(SERVICES);
    Run build = run(command);
    if (build.status() != 0) {
      throw new IOException(
          "build/images ended with %d:%n%s".formatted(build.status(), build.said()));
    }
  }

  private static String engine() throws IOException, InterruptedException {
    String chosen = given("CONTAINER_ENGINE", "");
    for (String engine : chosen.isEmpty() ? List.of("podman", "docker") : List.of(chosen)) {
      if (run(List.of("sh", "-c", "command -v " + engine)).status() == 0) {
        return engine;
      }
    }
    throw Unavailable.because("neither podman nor docker is on the PATH");
  }

  private static String given(String name, String otherwise) {
    String value = System.getenv(name);
    return value == null || value.isBlank() ? otherwise : value;
  }

  private record Run(int status, String said) {}

  private static Run run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .directory(Deployment.ROOT.toFile())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Run(process.waitFor(), said.substring(Math.max(0, said.length() - 4000)));
  }
}
