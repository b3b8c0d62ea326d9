package org.faultmaven.standalone.server;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs everything in this JVM until it is told to stop. */
@Command(
    name = "up",
    description = "Run everything in one JVM: Kafka broker, sanitizer, indexer, search, HTTP API.",
    mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {
  @Option(
      names = "--sample",
      description = "Load a small recorded incident, ask its question, print the answer.")
  private boolean sample;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where all data is kept (.faultmaven/data).")
  private @Nullable Path data;

  @Option(names = "--port", paramLabel = "PORT", description = "Port of the HTTP API (8080).")
  private @Nullable Integer port;

  @Option(
      names = "--kafka-port",
      paramLabel = "PORT",
      description = "Port of the Kafka broker (9092).")
  private @Nullable Integer kafkaPort;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Any other setting of docs/configuration.md; may be repeated.")
  private List<String> settings = List.of();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = out();
    long begin = System.nanoTime();
    out.println("Starting ...");
    Standalone standalone;
    try {
      standalone = Standalone.start(arguments());
    } catch (StartException e) {
      err().println("Can't start: " + e.getMessage());
      return 1;
    }
    var stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("stop")
                .unstarted(
                    () -> {
                      out.println("Stopping ...");
                      standalone.close();
                      out.println("Stopped. Nothing is lost; the next up goes on from here.");
                      stopped.countDown();
                    }));
    new Welcome(out).print(standalone, (System.nanoTime() - begin) / 1e9);
    if (sample) {
      new SampleRun(standalone, out).run();
    }
    stopped.await();
    return 0;
  }

  private List<String> arguments() {
    var arguments = new ArrayList<String>();
    if (data != null) {
      arguments.add("--application.data-directory=" + data);
    }
    if (port != null) {
      arguments.add("--server.port=" + port);
    }
    if (kafkaPort != null) {
      arguments.add("--kafka.port=" + kafkaPort);
    }
    settings.forEach(setting -> arguments.add("--" + setting));
    return arguments;
  }

  private PrintWriter out() {
    return commandSpec().commandLine().getOut();
  }

  private PrintWriter err() {
    return commandSpec().commandLine().getErr();
  }

  private CommandSpec commandSpec() {
    return java.util.Objects.requireNonNull(spec, "picocli sets it before it calls");
  }
}
