package org.faultmaven.standalone.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.faultmaven.standalone.cli.Main;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * The launcher at the root of the repository, run by sh in a copy of the repository's outline, with
 * JDKs and a Maven that only say how they were called.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is for POSIX shells")
class LauncherTest {
  private static final List<String> TOOLS =
      List.of(
          "sh",
          "sed",
          "head",
          "dirname",
          "readlink",
          "find",
          "rm",
          "mkdir",
          "tee",
          "cat",
          "date",
          "mv",
          "wc",
          "grep",
          "sleep");

  @TempDir private Path temp;
  private Path root;
  private Path tools;

  private record Run(int status, String out, String err) {}

  @BeforeEach
  void outline() throws Exception {
    root = Files.createDirectories(temp.resolve("a repository"));
    Files.copy(Path.of("../faultmaven"), root.resolve("faultmaven"));
    Files.writeString(root.resolve("pom.xml"), "<runtime.flags>-Dlibrary=flag</runtime.flags>\n");
    Files.createDirectories(root.resolve("standalone/src/main"));
    tools = Files.createDirectories(temp.resolve("tools"));
    for (String tool : TOOLS) {
      Files.createSymbolicLink(tools.resolve(tool), onPath(tool));
    }
  }

  @Test
  void theFirstJdkThatIsNewEnoughRunsTheCommand() throws Exception {
    built();
    jdk("jdks/jdk-17", "17.0.15");
    Path good = jdk("jdks/jdk-25", "25.0.1");

    Run run = launch(Map.of("JAVA_HOME", temp + "/jdks/jdk-17"), "status", "--url", "a b");

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out().lines())
        .startsWith("java of " + good)
        .containsSubsequence(
            "-jar",
            root.toRealPath() + "/standalone/target/faultmaven/faultmaven.jar",
            "status",
            "--url",
            "a b");
  }

  @Test
  void whatTheUserNamesGoesFirst() throws Exception {
    built();
    jdk("jdks/jdk-25", "25.0.1");
    Path named = jdk("elsewhere/my jdk", "26-ea");

    assertThat(launch(Map.of("JAVA25_HOME", named.toString()), "status").out())
        .startsWith("java of " + named);
    assertThat(launch(Map.of("JAVA_HOME", named.toString()), "status").out())
        .startsWith("java of " + named);
  }

  @Test
  void aJdkIsFoundOnThePathAndThroughLinks() throws Exception {
    built();
    Path jdk = jdk("elsewhere/jdk-25", "25");
    Files.createSymbolicLink(tools.resolve("java"), jdk.resolve("bin/java"));
    Path link = Files.createSymbolicLink(temp.resolve("fm"), root.resolve("faultmaven"));

    Run run = launch(link, Map.of(), "status");

    assertThat(run.out()).startsWith("java of " + jdk);
  }

  @Test
  void withoutAJdkItTellsWhatItFoundAndWhatToDo() throws Exception {
    jdk("jdks/jdk-17", "17.0.15");
    jdk("jdks/jdk-8", "1.8.0_402");
    Files.delete(jdk("jdks/jre-25", "25.0.1").resolve("bin/javac"));

    Run run = launch(Map.of(), "status");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .contains("needs a JDK 25 or newer")
        .contains("jdk-17 (Java 17)")
        .contains("jdk-8 (Java 1)")
        .contains("jre-25 (Java 25, a runtime without compiler)")
        .contains("export JAVA25_HOME=");
  }

  @Test
  void withoutAnyJavaItSaysThatToo() throws Exception {
    Run run = launch(Map.of(), "status");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("none at all");
  }

  @Test
  void helpNeedsNothingAndNamesEachCommand() throws Exception {
    Run run = launch(Map.of(), "--help");

    assertThat(run.status()).isZero();
    assertThat(launch(Map.of()).out()).isEqualTo(run.out());
    for (String command : new CommandLine(new Main(List.of())).getSubcommands().keySet()) {
      assertThat(run.out()).contains("./faultmaven " + command);
    }
  }

  @Test
  void withoutMavenItSaysHowToGetIt() throws Exception {
    jdk("jdks/jdk-25", "25.0.1");

    Run run = launch(Map.of(), "status");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("no mvn on the PATH");
  }

  @Test
  void itBuildsOnceAndAgainWhenASourceIsNewer() throws Exception {
    jdk("jdks/jdk-25", "25.0.1");
    maven(
        """
        for argument; do case $argument in -Ddistribution=*) folder=${argument#*=} ;; esac; done
        mkdir -p "$folder/lib"
        echo jar >"$folder/faultmaven.jar"
        echo '[INFO] Building common-contracts 0.1.0-SNAPSHOT       [2/8]'
        """);

    Run first = launch(Map.of(), "status");
    assertThat(first.status()).as(first.err()).isZero();
    assertThat(first.err()).contains("for the first time", "common-contracts (2/8)", "Built.");
    assertThat(first.out().lines()).endsWith("status");

    assertThat(launch(Map.of(), "status").err()).isEmpty();

    Files.setLastModifiedTime(
        Files.writeString(root.resolve("standalone/src/main/New.java"), ""),
        FileTime.from(Instant.now().plusSeconds(60)));
    assertThat(launch(Map.of(), "status").err()).contains("The sources changed", "Built.");
  }

  @Test
  void aBuildThatFailsShowsItsErrorsAndNamesTheLog() throws Exception {
    jdk("jdks/jdk-25", "25.0.1");
    maven(
        """
        echo '[INFO] something long'
        echo '[ERROR] App.java:[3,1] not Java'
        exit 1
        """);

    Run run = launch(Map.of(), "status");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .contains("[ERROR] App.java:[3,1] not Java", "target/build.log")
        .doesNotContain("something long");
    assertThat(root.resolve("target/build.log")).content().contains("something long");
    assertThat(root.resolve("standalone/target/faultmaven")).doesNotExist();
  }

  @Test
  void aCacheIsUsedWhereThereIsOneAndUpHasTheFlagsOfTheLibraries() throws Exception {
    built();
    Path jdk = jdk("jdks/jdk-25", "25.0.1");

    assertThat(launch(Map.of(), "up").out())
        .startsWith("java of " + jdk)
        .contains("-Dlibrary=flag")
        .doesNotContain("AOTCache");
    Path cache = Files.createFile(root.resolve("standalone/target/faultmaven/up.aot")).toRealPath();
    assertThat(launch(Map.of(), "up").out().lines()).contains("-XX:AOTCache=" + cache);
    assertThat(launch(Map.of(), "status").out())
        .doesNotContain("-Dlibrary=flag")
        .doesNotContain("AOTCache");
    assertThat(launch(Map.of("FAULTMAVEN_JAVA_OPTS", "-Xmx9g -Da=b"), "up").out().lines())
        .containsSubsequence("-Xmx9g", "-Da=b");
  }

  @Test
  void aStartIsRecordedBesideTheFirstUp() throws Exception {
    built();
    Path jdk = jdk("jdks/jdk-25", "25.0.1");
    script(
        jdk.resolve("bin/java"),
        """
        for argument; do
          case $argument in
            -XX:AOTCacheOutput=*) echo recorded >"${argument#*=}"; echo 'Ready in 1.0 s.' ;;
          esac
        done
        """);
    // The link, not the tool it leads to.
    Files.delete(tools.resolve("sleep"));
    script(tools.resolve("sleep"), "");
    script(tools.resolve("nice"), "shift 2; exec \"$@\"\n");

    Run first = launch(Map.of("FAULTMAVEN_NO_RECORDING", ""), "up");

    assertThat(first.err()).contains("a start is recorded");
    Path target = root.resolve("standalone/target");
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!Files.exists(target.resolve("faultmaven/up.aot"))
        || Files.exists(target.resolve("trial"))) {
      assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
      Thread.onSpinWait();
    }
    assertThat(target.resolve("faultmaven/up.aot")).hasContent("recorded");
    assertThat(launch(Map.of("FAULTMAVEN_NO_RECORDING", ""), "up").err()).isEmpty();
  }

  @Test
  void theSuitesAreChosenByFlagsAndWhatIsLeftOutIsNamed() throws Exception {
    jdk("jdks/jdk-25", "25.0.1");
    maven("printf 'mvn: %s\\n' \"$@\" >>" + quoted(temp.resolve("called")));

    Run all = launch(Map.of(), "test", "-pl", "redaction");
    assertThat(Files.readString(temp.resolve("called")).lines())
        .containsExactly(
            "mvn: -B", "mvn: --fail-at-end", "mvn: verify", "mvn: -pl", "mvn: redaction");
    assertThat(all.out()).contains("build/Coverage.java", "build/TestSummary.java");
    assertThat(all.out().lines()).endsWith("faults", "bench", "containers", "chart");

    Files.delete(temp.resolve("called"));
    Run some = launch(Map.of(), "test", "--faults", "--bench");
    assertThat(Files.readString(temp.resolve("called")))
        .contains("mvn: -Dtests.included=faults | bench\n", "mvn: -Dtests.excluded=\n");
    assertThat(some.out()).doesNotContain("Coverage.java");
    assertThat(some.out().lines()).endsWith("unit", "containers", "chart");
  }

  @Test
  void imagesAreBuiltByTheEngineThatIsThereFromWhatMavenMade() throws Exception {
    jdk("jdks/jdk-25", "25.0.1");
    maven("printf 'mvn: %s\\n' \"$@\" >>" + quoted(temp.resolve("called")));
    Files.writeString(
        root.resolve("pom.xml"), "<artifactId>faultmaven</artifactId>\n<version>7.1</version>\n");
    Files.createDirectories(root.resolve("build"));
    Files.copy(Path.of("../build/images"), root.resolve("build/images"));

    Run without = launch(Map.of(), "images");
    assertThat(without.status()).isEqualTo(1);
    assertThat(without.err()).contains("No podman and no docker is on the PATH");
    assertThat(Files.readString(temp.resolve("called")))
        .contains("mvn: package\n", "mvn: -Pimages\n", "mvn: -DskipTests\n");

    script(tools.resolve("docker"), "echo docker \"$@\"\n");
    Run one = launch(Map.of("IMAGE_PREFIX", "here/"), "images", "query-service");
    assertThat(one.status()).as(one.err()).isZero();
    assertThat(one.out().lines())
        .singleElement()
        .asString()
        .startsWith("docker build ")
        .contains("--target query-service", "VERSION=7.1", "--tag here/query-service:7.1");
    assertThat(launch(Map.of(), "images").out().lines()).hasSize(4);
  }

  @Test
  void testsThatFailFail() throws Exception {
    jdk("jdks/jdk-25", "25.0.1");
    maven(
        """
        echo '[INFO] Tests run: 5, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 1.5 s -- in org.faultmaven.a.GoodTest'
        echo '[ERROR]   BadTest.bad:12 expected a but was b'
        exit 1
        """);

    Run run = launch(Map.of(), "test");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out())
        .contains("5 ok  GoodTest (1.5 s)")
        .contains("[ERROR]   BadTest.bad:12 expected a but was b")
        .contains("mvn verify failed (status 1)", "target/test.log");
  }

  private void built() throws IOException {
    Path distribution = Files.createDirectories(root.resolve("standalone/target/faultmaven"));
    Files.writeString(distribution.resolve("faultmaven.jar"), "jar");
    Files.setLastModifiedTime(
        Files.createFile(distribution.resolve("built")),
        FileTime.from(Instant.now().plusSeconds(3600)));
  }

  private Path jdk(String name, String version) throws IOException {
    Path jdk = Files.createDirectories(temp.resolve(name));
    Files.createDirectories(jdk.resolve("bin"));
    Files.writeString(
        jdk.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    script(jdk.resolve("bin/java"), "echo \"java of " + jdk + "\"\nprintf '%s\\n' \"$@\"\n");
    script(jdk.resolve("bin/javac"), "");
    return jdk;
  }

  private void maven(String body) throws IOException {
    script(tools.resolve("mvn"), body);
  }

  private static void script(Path file, String body) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + body);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static String quoted(Path path) {
    return "'" + path + "'";
  }

  private static Path onPath(String tool) {
    for (String folder : System.getenv("PATH").split(":", -1)) {
      Path file = Path.of(folder, tool);
      if (Files.isExecutable(file)) {
        return file.toAbsolutePath();
      }
    }
    throw new AssertionError("no " + tool + " on the PATH");
  }

  private Run launch(Map<String, String> environment, String... args) throws Exception {
    return launch(root.resolve("faultmaven"), environment, args);
  }

  private Run launch(Path launcher, Map<String, String> environment, String... args)
      throws Exception {
    var command = new ArrayList<>(List.of(tools.resolve("sh").toString(), launcher.toString()));
    command.addAll(List.of(args));
    Path out = temp.resolve("out");
    Path err = temp.resolve("err");
    var builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", tools.toString());
    builder.environment().put("HOME", temp.resolve("home").toString());
    builder.environment().put("FAULTMAVEN_JDKS", temp.resolve("jdks").toString());
    builder.environment().put("FAULTMAVEN_NO_RECORDING", "1");
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
    return new Run(process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
  }
}
