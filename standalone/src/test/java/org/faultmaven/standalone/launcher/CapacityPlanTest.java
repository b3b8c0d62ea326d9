package org.faultmaven.standalone.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plan in docs/capacity.md is what the simulation makes of the figures beside it. */
class CapacityPlanTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final Path FIGURES = DOCS.resolve("capacity.properties");
  private static final String BEGIN =
      "<!-- plan: java build/Capacity.java docs/capacity.properties -->";
  private static final String CORES = "cores, with";
  private static final String END = "<!-- end of the plan -->";

  @TempDir private Path folder;

  private String simulate(Path figures, String... volumes) throws Exception {
    return run(figures, 0, volumes);
  }

  private String run(Path figures, int status, String... volumes) throws Exception {
    Path out = folder.resolve("out.txt");
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                Path.of("..", "build", "Capacity.java").toString(),
                figures.toString()));
    command.addAll(List.of(volumes));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    String printed = Files.readString(out, UTF_8);
    assertThat(process.exitValue()).as(printed).isEqualTo(status);
    return printed;
  }

  @Test
  void thePlanIsWhatTheSimulationPrints() throws Exception {
    String page = Files.readString(DOCS.resolve("capacity.md"), UTF_8);
    String printed = simulate(FIGURES);
    String plan = page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END));
    if (Boolean.getBoolean("regenerate")) {
      Files.writeString(
          DOCS.resolve("capacity.md"), page.replace(plan, "\n\n" + printed + "\n"), UTF_8);
      plan = "\n\n" + printed + "\n";
    }

    assertThat(plan.strip())
        .as("docs/capacity.md; write it anew with -Dtest=CapacityPlanTest -Dregenerate=true")
        .isEqualTo(printed.strip());
  }

  @Test
  void dearerLinesNeedMoreCoresAndMoreLinesMoreOfEverything() throws Exception {
    var figures = new Properties();
    try (Reader reader = Files.newBufferedReader(FIGURES, UTF_8)) {
      figures.load(reader);
    }
    List<Double> before = row(simulate(FIGURES, "100", "1000"), CORES);
    assertThat(before.get(1)).isGreaterThan(before.get(0));

    double cost = Double.parseDouble(figures.getProperty("repeated.cpu.sanitizer"));
    figures.setProperty("repeated.cpu.sanitizer", Double.toString(100 * cost));
    figures.setProperty("fleet.cpu.sanitizer", Double.toString(100 * cost));
    figures.setProperty("novel.cpu.sanitizer", Double.toString(101 * cost));
    Path dearer = folder.resolve("dearer.properties");
    try (var writer = Files.newBufferedWriter(dearer, UTF_8)) {
      figures.store(writer, null);
    }
    assertThat(row(simulate(dearer, "100", "1000"), CORES).get(1)).isGreaterThan(2 * before.get(1));
  }

  @Test
  void aFigureThatIsMissingIsNamed() throws Exception {
    Path empty = Files.writeString(folder.resolve("empty.properties"), "plan.logs=kafka\n");

    assertThat(run(empty, 1)).contains("the figures lack novel.bytes");
  }

  private static List<Double> row(String table, String name) {
    return table
        .lines()
        .filter(line -> line.startsWith("| " + name))
        .flatMap(line -> Stream.of(line.split("\\|")).skip(2))
        .map(cell -> Double.valueOf(cell.replaceAll("[ ,]", "")))
        .toList();
  }
}
