package org.faultmaven.standalone.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.faultmaven.standalone.product.Waiting;

/**
 * The services as the images run them, each a process with the heap that the chart gives it, and
 * what the operating system says of them. Linux only.
 */
final class ServiceProcesses implements AutoCloseable {
  /** Of build/image/java.flags, what matters for time and memory. */
  private static final List<String> FLAGS = List.of("-XX:+UseG1GC", "-XX:+ExitOnOutOfMemoryError");

  private static final Duration START = Duration.ofMinutes(3);

  private final Map<String, Process> processes = new LinkedHashMap<>();

  /**
   * Starts one and returns when it accepts work.
   *
   * @param flags the JVM's, its heap among them
   * @param settings {@code --key=value}
   */
  void start(String name, Class<?> main, Path folder, List<String> flags, List<String> settings)
      throws IOException {
    Files.createDirectories(folder);
    Path log = folder.resolve("out.log");
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(settings);
    command.add("--application.data-directory=" + folder);
    processes.put(
        name,
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start());
    long deadline = System.nanoTime() + START.toNanos();
    while (!Files.readString(log, UTF_8).contains("Ready on port ")) {
      assertThat(of(name).isAlive()).as("%s runs; %s", name, log).isTrue();
      assertThat(System.nanoTime()).as("deadline of the start of %s", name).isLessThan(deadline);
      Waiting.aMoment();
    }
  }

  private Process of(String name) {
    Process process = processes.get(name);
    assertThat(process).as(name).isNotNull();
    return process;
  }

  /** Processor time since its start. */
  Duration cpu(String name) {
    return cpu(of(name).toHandle());
  }

  static Duration cpu(ProcessHandle process) {
    return process.info().totalCpuDuration().orElseThrow();
  }

  /** The most memory that it has had resident, in MiB. */
  long peakMebibytes(String name) throws IOException {
    return peakMebibytes(of(name).toHandle());
  }

  static long peakMebibytes(ProcessHandle process) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"), UTF_8)) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) >> 10;
      }
    }
    throw new IOException("no VmHWM of " + process.pid());
  }

  @Override
  public void close() {
    processes.values().forEach(Process::destroy);
    try {
      for (Process process : processes.values()) {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      processes.values().forEach(Process::destroyForcibly);
    }
  }
}
