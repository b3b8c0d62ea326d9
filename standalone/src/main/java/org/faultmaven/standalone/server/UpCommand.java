package org.faultmaven.standalone.server;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.faultmaven.runtime.StartException;
import org.faultmaven.standalone.client.LibraryLogs;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs everything in this JVM until it is told to stop. */
@Command(
    name = "up",
    description = "Run everything: in one JVM with a Kafka broker inside, or as services.",
    mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {
  @Option(
      names = "--sample",
      description = "Load a small recorded incident, ask its question, print the answer.")
  private boolean sample;

  @Option(
      names = "--services",
      description =
          "The three services as processes, with the Kafka, Chroma, Redis and Presidio of the"
              + " settings, and no broker inside.")
  private boolean services;

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      description = "Brokers of the Kafka to use, with --services.")
  private @Nullable String bootstrap;

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
    if (bootstrap != null && !services) {
      err().println("--bootstrap is for --services; without them the broker is inside.");
      return 2;
    }
    PrintWriter out = out();
    long begin = System.nanoTime();
    out.println("Starting ...");
    Running running;
    try {
      if (services) {
        // Those of the services are in files of theirs.
        LibraryLogs.off();
        running = ServiceFleet.start(arguments());
      } else {
        running = Standalone.start(arguments());
      }
    } catch (StartException e) {
      err().println("Can't start: " + e.getMessage());
      return 1;
    }
    var stopped = new CompletableFuture<Object>();
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("stop")
                .unstarted(
                    () -> {
                      out.println("Stopping ...");
                      running.close();
                      out.println("Stopped. Nothing is lost; the next up goes on from here.");
                      stopped.complete("");
                    }));
    new Welcome(out).print(running, (System.nanoTime() - begin) / 1e9);
    if (sample) {
      new SampleRun(running, out).run();
    }
    if (running instanceof ServiceFleet fleet) {
      Object ended = CompletableFuture.anyOf(stopped, fleet.anyEnded()).get();
      if (!ended.equals("")) {
        err().println("The service " + ended + " ended by itself; its log tells why.");
        return 1;
      }
      return 0;
    }
    stopped.get();
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
    if (bootstrap != null) {
      arguments.add("--kafka.bootstrap-servers=" + bootstrap);
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
