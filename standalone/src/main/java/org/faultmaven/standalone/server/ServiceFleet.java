package org.faultmaven.standalone.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.config.KafkaConfig;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.ingest.IngestService;
import org.faultmaven.query.QueryService;
import org.faultmaven.runtime.StartException;
import org.faultmaven.sanitizer.SanitizerService;

/**
 * The three services as processes of their own on this machine, on a Kafka and backends that
 * somebody else runs. When one ends, all do.
 */
public final class ServiceFleet implements Running {
  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration STOP = Duration.ofSeconds(60);
  private static final int LAST_WORDS = 20;

  private final FaultMavenConfig config;
  private final DataFolder folder;
  private final Map<String, Process> processes = new LinkedHashMap<>();

  private ServiceFleet(FaultMavenConfig config, DataFolder folder) {
    this.config = config;
    this.folder = folder;
  }

  /**
   * Starts the services, and returns when all of them accept work. Query listens on {@code
   * server.port}, ingest on the next port, the sanitizer on the one after.
   *
   * @param settings as for {@code up}: {@code --key=value}
   * @throws StartException when one can't start, with its reason; nothing is left running
   */
  public static ServiceFleet start(List<String> settings) {
    FaultMavenConfig config = GivenSettings.read(settings);
    DataFolder folder = DataFolder.open(config.application().dataDirectory().toAbsolutePath());
    var fleet = new ServiceFleet(config, folder);
    try {
      fleet.launch("sanitizer", SanitizerService.class, 2, settings);
      fleet.launch("ingest", IngestService.class, 1, settings);
      fleet.launch("query", QueryService.class, 0, settings);
      fleet.awaitReady();
      return fleet;
    } catch (IOException e) {
      fleet.close();
      throw new StartException("a service can't be started (%s).".formatted(e.getMessage()));
    } catch (RuntimeException e) {
      fleet.close();
      throw e;
    }
  }

  private void launch(String name, Class<?> main, int port, List<String> settings)
      throws IOException {
    int listen = config.server().port() + port;
    Ports.requireFree(listen, "HTTP of " + name, "--port");
    Path data = folder.resolve(name);
    Files.createDirectories(data);
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        // An AOT cache is of this process.
        .filter(flag -> !flag.startsWith("-XX:AOT"))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    settings.stream()
        .filter(setting -> !setting.startsWith("--application.data-directory="))
        .filter(setting -> !setting.startsWith("--server.port="))
        .forEach(command::add);
    command.add("--application.data-directory=" + data);
    command.add("--server.port=" + listen);
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log(name).toFile());
    if (!config.sanitizer().pseudonymKey().isSet()) {
      // Not on the command line, which every user of the machine can read.
      builder.environment().put("PSEUDONYM_KEY", folder.pseudonymKey().reveal());
    }
    processes.put(name, builder.start());
  }

  private Path log(String name) {
    return folder.resolve(name).resolve(name + ".log");
  }

  private void awaitReady() throws IOException {
    long deadline = System.nanoTime() + START.toNanos();
    for (Map.Entry<String, Process> each : processes.entrySet()) {
      while (!says(each.getKey(), "Ready on port ")) {
        requireAllRunning();
        if (System.nanoTime() > deadline) {
          throw new StartException(
              "%s was not ready within %s. Its last words, from %s:%n%s"
                  .formatted(each.getKey(), START, log(each.getKey()), lastWords(each.getKey())));
        }
        pause();
      }
    }
  }

  private void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartException("the start was interrupted.");
    }
  }

  private boolean says(String name, String words) throws IOException {
    try (Stream<String> lines = Files.lines(log(name), UTF_8)) {
      return lines.anyMatch(line -> line.startsWith(words));
    }
  }

  private void requireAllRunning() throws IOException {
    for (Map.Entry<String, Process> each : processes.entrySet()) {
      if (!each.getValue().isAlive()) {
        throw new StartException(
            "%s ended with status %d. Its last words, from %s:%n%s"
                .formatted(
                    each.getKey(),
                    each.getValue().exitValue(),
                    log(each.getKey()),
                    lastWords(each.getKey())));
      }
    }
  }

  private String lastWords(String name) throws IOException {
    List<String> lines = Files.readAllLines(log(name), UTF_8);
    return String.join(
        System.lineSeparator(),
        lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size()));
  }

  /** Completed when the first of them ends, with its name. */
  CompletableFuture<Object> anyEnded() {
    return CompletableFuture.anyOf(
        processes.entrySet().stream()
            .map(each -> each.getValue().onExit().thenApply(_ -> each.getKey()))
            .toArray(CompletableFuture[]::new));
  }

  @Override
  public URI api() {
    return URI.create("http://127.0.0.1:" + config.server().port());
  }

  @Override
  public URI ingestApi() {
    return URI.create("http://127.0.0.1:" + (config.server().port() + 1));
  }

  @Override
  public URI sanitizerApi() {
    return URI.create("http://127.0.0.1:" + (config.server().port() + 2));
  }

  @Override
  public KafkaConfig kafka() {
    return config.kafka();
  }

  @Override
  public String rawLogTopic() {
    return Topics.of(config).rawLogs().getFirst().name();
  }

  @Override
  public Path dataDirectory() {
    return config.application().dataDirectory().toAbsolutePath();
  }

  /** Tells all of them to stop, and waits until they have. */
  @Override
  public void close() {
    processes.values().forEach(Process::destroy);
    try {
      for (Process process : processes.values()) {
        if (!process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
          process.destroyForcibly();
        }
      }
      folder.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      processes.values().forEach(Process::destroyForcibly);
    } catch (IOException e) {
      throw new UncheckedIOException("the data folder could not be released", e);
    }
  }
}
