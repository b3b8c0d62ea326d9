package org.faultmaven.standalone.observability;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The alerting rules, by Prometheus' own tool. */
class AlertsTest {
  static final Path ALERTS = Path.of("..", "helm", "alerts");
  private static final Path RUNBOOKS = Path.of("..", "docs", "runbooks");
  private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)");
  private static final Pattern RUNBOOK = Pattern.compile("runbook_url: (\\S+)");

  @Test
  void everyAlertFiresWhenItMustAndNotBefore() throws Exception {
    List<String> alerts = all(ALERT, ALERTS.resolve("faultmaven.yml"));
    List<String> tested = all(Pattern.compile("- name: (\\w+)"), tests());
    assertThat(new LinkedHashSet<>(tested)).containsExactlyElementsOf(alerts);

    promtool("check", "rules", ALERTS.resolve("faultmaven.yml").toString());
    promtool("test", "rules", tests().toString());
  }

  @Test
  void everyAlertHasARunbookAndEveryRunbookAnAlert() throws IOException {
    List<String> alerts = all(ALERT, ALERTS.resolve("faultmaven.yml"));
    assertThat(all(RUNBOOK, ALERTS.resolve("faultmaven.yml")))
        .containsExactlyElementsOf(
            alerts.stream().map(alert -> "docs/runbooks/" + alert + ".md").toList());
    try (Stream<Path> pages = Files.list(RUNBOOKS)) {
      assertThat(pages.map(page -> page.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(alerts.stream().map(alert -> alert + ".md"), Stream.of("README.md"))
                  .toList());
    }
    for (String alert : alerts) {
      assertThat(RUNBOOKS.resolve(alert + ".md"))
          .content(UTF_8)
          .startsWith("# " + alert)
          .contains("## What it means", "## Look at", "## Do", "## Over when");
    }
  }

  private static Path tests() {
    return ALERTS.resolve("tests").resolve("faultmaven.yml");
  }

  private static List<String> all(Pattern pattern, Path file) throws IOException {
    return pattern.matcher(Files.readString(file)).results().map(found -> found.group(1)).toList();
  }

  private static void promtool(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Prometheus.PACKAGE.program("promtool").toString());
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
