package org.faultmaven.standalone.product;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One of several processes of a service, which can be replaced by a new one, of this build or of
 * another. Each has a port of its own, as each pod has an address of its own.
 */
public final class ServiceInstance implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(6);
  private static final Pattern READY =
      Pattern.compile("^Ready on port (\\d+)\\.", Pattern.MULTILINE);
  private static final int MILLIS = 10_000;

  private final String name;
  private final Class<?> main;
  private final Path folder;
  private final boolean volume;
  private final String pseudonymKey;
  private int starts;
  private @Nullable Process process;
  private volatile @Nullable URI url;

  /**
   * @param main of the service
   * @param folder for its data, and the logs of its processes
   * @param volume whether a new process finds the data of the one before
   */
  public ServiceInstance(
      String name, Class<?> main, Path folder, boolean volume, String pseudonymKey) {
    this.name = name;
    this.main = main;
    this.folder = folder;
    this.volume = volume;
    this.pseudonymKey = pseudonymKey;
  }

  public String name() {
    return name;
  }

  /** Of the newest process that became ready; it may have ended since. */
  public URI url() {
    URI known = url;
    if (known == null) {
      throw new IllegalStateException(name + " was never ready");
    }
    return known;
  }

  /** The class path of the build that is tested. */
  public static String thisBuild() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  /** Starts a process of a build, and returns at once. */
  public void start(String classPath, List<String> settings) throws IOException {
    Files.createDirectories(folder);
    starts++;
    Path data = volume ? folder.resolve("data") : folder.resolve("data-" + starts);
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> !argument.startsWith("-javaagent") && !argument.startsWith("-D"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-Xmx640m",
            "-cp",
            classPath,
            main.getName(),
            "--application.data-directory=" + data,
            "--server.port=0"));
    command.addAll(settings);
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log().toFile());
    builder.environment().put("PSEUDONYM_KEY", pseudonymKey);
    process = builder.start();
  }

  /** Waits until it says of itself that it is ready; {@link #url} is the new address then. */
  public void awaitReady() throws IOException {
    long deadline = System.nanoTime() + START.toNanos();
    URI answering = null;
    while (answering == null || status(answering) != HttpURLConnection.HTTP_OK) {
      assertThat(running().isAlive()).as("%s runs: %s", name, Files.readString(log())).isTrue();
      assertThat(System.nanoTime())
          .as("deadline of %s to be ready: %s", name, Files.readString(log()))
          .isLessThan(deadline);
      Waiting.aMoment();
      Matcher ready = READY.matcher(Files.readString(log(), UTF_8));
      if (ready.find()) {
        answering = URI.create("http://127.0.0.1:" + ready.group(1));
      }
    }
    url = answering;
  }

  private static int status(URI service) {
    try {
      var connection =
          (HttpURLConnection)
              service.resolve("/actuator/health/readiness").toURL().openConnection();
      connection.setConnectTimeout(MILLIS);
      connection.setReadTimeout(MILLIS);
      try {
        return connection.getResponseCode();
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return 0;
    }
  }

  /**
   * Tells it to stop, as a cluster does, and waits until it has.
   *
   * @param grace after which a cluster would kill it
   * @return its exit status; empty when the grace was over first, and it was killed
   */
  public java.util.OptionalInt stop(Duration grace) throws InterruptedException {
    Process stopping = running();
    stopping.destroy();
    if (!stopping.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
      stopping.destroyForcibly().waitFor();
      return java.util.OptionalInt.empty();
    }
    return java.util.OptionalInt.of(stopping.exitValue());
  }

  /** What the newest process said. */
  public String said() throws IOException {
    return Files.readString(log(), UTF_8);
  }

  private Path log() {
    return folder.resolve(name + "-" + starts + ".log");
  }

  private Process running() {
    Process known = process;
    if (known == null) {
      throw new IllegalStateException(name + " was never started");
    }
    return known;
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
  }
}
