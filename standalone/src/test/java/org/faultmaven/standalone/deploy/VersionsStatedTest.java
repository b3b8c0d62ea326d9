package org.faultmaven.standalone.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Versions that are stated in more than one place are the same in all of them. */
class VersionsStatedTest {
  @Test
  void theProductHasTheVersionOfThePomEverywhere() throws IOException {
    Matcher pom =
        Pattern.compile("<artifactId>faultmaven</artifactId>\\s*<version>([^<]+)</version>")
            .matcher(read("pom.xml"));
    assertThat(pom.find()).isTrue();
    String version = pom.group(1);

    assertThat(Deployment.yaml(Deployment.CHART.resolve("Chart.yaml")).get("appVersion"))
        .isEqualTo(version);
    assertThat(read("Containerfile")).contains("ARG VERSION=" + version + "\n");
    for (String service : List.of("sanitizer", "ingest", "query")) {
      assertThat(image(service))
          .isEqualTo(
              "${IMAGE_PREFIX:-faultmaven/}%s-service:${IMAGE_TAG:-%s}"
                  .formatted(service, version));
    }
  }

  @Test
  void backendsAreThoseOfTheChartInComposeToo() throws IOException {
    Map<String, Object> values = Deployment.yaml(Deployment.CHART.resolve("values.yaml"));
    for (String backend : List.of("chroma", "redis")) {
      assertThat(image(backend)).isEqualTo(Deployment.part(values, backend).get("image"));
    }
    // Whose registry is to be said by whoever installs it.
    assertThat(Deployment.part(values, "presidio").get("image")).isEqualTo("");
    assertThat(image("presidio")).asString().startsWith("${PRESIDIO_IMAGE:-presidio-analyzer:");
  }

  private static Object image(String service) throws IOException {
    return Deployment.part(
            Deployment.yaml(Deployment.ROOT.resolve("compose.yaml")), "services", service)
        .get("image");
  }

  private static String read(String file) throws IOException {
    return Files.readString(Path.of("..", file));
  }
}
