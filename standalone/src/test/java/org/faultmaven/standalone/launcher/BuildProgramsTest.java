package org.faultmaven.standalone.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What decides whether a change passes: the summary of tests and the coverage. */
class BuildProgramsTest {
  private static final String HEAD =
      "GROUP,PACKAGE,CLASS,INSTRUCTION_MISSED,INSTRUCTION_COVERED,LINE_MISSED,LINE_COVERED\n";

  @TempDir private Path root;

  private record Run(int status, String out) {}

  @Test
  void testsOfAllModulesAreSummedUpInTheLastLine() throws Exception {
    report(
        "a/target/surefire-reports/TEST-org.a.OneTest.xml",
        "<testcase name='x' classname='org.a.OneTest'/><testcase name='y'"
            + " classname='org.a.OneTest'/>");
    report(
        "b/target/failsafe-reports/TEST-org.b.TwoIT.xml",
        "<testcase name='z' classname='org.b.TwoIT'/>");
    write(
        "b/target/failsafe-reports/org.b.TwoIT-output.txt",
        "noise\n[bench] lines a second: 40000\n");

    Run run = run("TestSummary", Map.of("CI", "true"), "faults", "unit");

    assertThat(run.status()).isZero();
    assertThat(run.out().lines())
        .containsExactly(
            "Figures:",
            "  lines a second: 40000",
            "Not run:",
            "  faults (./faultmaven test --faults)",
            "  unit (./faultmaven test)",
            "Tests: 3 passed, 0 failed, 0 skipped");
  }

  @Test
  void benchmarksThatPrintNothingFail() throws Exception {
    report(
        "a/target/surefire-reports/TEST-org.a.OneBenchmark.xml",
        "<testcase name='x' classname='org.a.OneBenchmark'/>");

    assertThat(run("TestSummary", Map.of(), "unit", "faults").status()).isEqualTo(1);
    assertThat(run("TestSummary", Map.of(), "faults", "bench").status()).isZero();
  }

  @Test
  void aFailureOrAnErrorFails() throws Exception {
    report(
        "a/target/surefire-reports/TEST-org.a.OneTest.xml",
        "<testcase name='x' classname='org.a.OneTest'><failure message='no'/></testcase><testcase"
            + " name='y' classname='org.a.OneTest'><error/></testcase>");

    Run run = run("TestSummary", Map.of());

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out().lines())
        .containsExactly(
            "Failed:", "  OneTest.x", "  OneTest.y", "Tests: 0 passed, 2 failed, 0 skipped");
  }

  @Test
  void aSkippedTestIsNamedWithItsReasonAndIsAnErrorInCi() throws Exception {
    report(
        "a/target/surefire-reports/TEST-org.a.OneTest.xml",
        "<testcase name='x' classname='org.a.OneTest'><skipped message='no Redis"
            + " here'/></testcase><testcase name='y' classname='org.a.OneTest'/>");

    Run here = run("TestSummary", Map.of("CI", ""));
    Run inCi = run("TestSummary", Map.of("CI", "true"));

    assertThat(here.status()).isZero();
    assertThat(here.out())
        .contains("  OneTest.x: no Redis here")
        .endsWith("Tests: 1 passed, 0 failed, 1 skipped\n");
    assertThat(inCi.status()).isEqualTo(1);
  }

  @Test
  void noTestAtAllFails() throws Exception {
    Run run = run("TestSummary", Map.of());

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).contains("No test ran.");
  }

  @Test
  void aPackageBelowTheMarkFails() throws Exception {
    coverage(
        """
        whole/a,org.a,X,0,0,2,8
        whole/a,org.a,Y,0,0,0,10
        whole/b,org.b,Z,0,0,21,79
        whole/b,org.b.only,Records,0,0,0,0
        """);

    Run run = run("Coverage", Map.of());

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out())
        .contains("90.0 %  a  org.a", "79.0 %  b  org.b", "Below 80 %: b  org.b")
        .doesNotContain("org.b.only");
  }

  @Test
  void packagesAtTheMarkPass() throws Exception {
    coverage("whole/a,org.a,X,0,0,2,8\n");

    assertThat(run("Coverage", Map.of()).status()).isZero();
  }

  @Test
  void aModuleThatIsNotInTheReportFails() throws Exception {
    coverage("whole/a,org.a,X,0,0,0,10\n");
    Files.createDirectories(root.resolve("forgotten/target/classes/org"));

    Run run = run("Coverage", Map.of());

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).contains("forgotten is not in the report");
  }

  @Test
  void whereOnlySomeModulesWereTestedThereIsNoCoverage() throws Exception {
    Run run = run("Coverage", Map.of());

    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("no merged report");
  }

  private void coverage(String rows) throws IOException {
    write("standalone/target/site/jacoco-aggregate/jacoco.csv", HEAD + rows);
  }

  private void report(String name, String cases) throws IOException {
    write(name, "<testsuite>" + cases + "</testsuite>");
  }

  private void write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Run run(String program, Map<String, String> environment, String... args)
      throws Exception {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                Path.of("../build/" + program + ".java").toString(),
                root.toString()));
    command.addAll(List.of(args));
    Path out = Files.createTempFile(root, "out", ".txt");
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
    return new Run(process.exitValue(), Files.readString(out, UTF_8));
  }
}
