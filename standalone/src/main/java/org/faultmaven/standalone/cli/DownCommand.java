package org.faultmaven.standalone.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Stops a running {@code up}. */
@Command(
    name = "down",
    description = "Stop the ./faultmaven up that runs on a data folder.",
    mixinStandardHelpOptions = true,
    defaultValueProvider = ClientConfig.class)
final class DownCommand implements Callable<Integer> {
  private static final Duration BETWEEN_WORDS = Duration.ofSeconds(5);

  @Option(names = "--data", paramLabel = "DIR", description = "Its data folder (${DEFAULT-VALUE}).")
  private Path data = Path.of("");

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "How long to wait for it to end (${DEFAULT-VALUE}).")
  private int seconds;

  @Mixin private Output output = new Output();

  @Override
  public Integer call() throws Exception {
    if (!locked()) {
      report("Nothing runs on " + data.toAbsolutePath() + ".", false);
      return 0;
    }
    ProcessHandle process = process();
    output.err().println("Stopping process " + process.pid() + " ...");
    if (!process.destroy()) {
      throw CommandFailure.failed(
          "process %d can't be told to stop. Does it belong to another user?"
              .formatted(process.pid()));
    }
    awaitEnd(process);
    report("Stopped.", true);
    return 0;
  }

  /**
   * The lock tells whether one runs, and not the file with the process id, which outlives a kill;
   * the number in it may be another process's by now.
   */
  private boolean locked() throws CommandFailure {
    Path lock = data.resolve("lock");
    if (!Files.exists(lock)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock held = channel.tryLock()) {
      return held == null;
    } catch (IOException e) {
      throw CommandFailure.failed(
          "%s can't be read (%s). Does the folder belong to another user?"
              .formatted(lock, e.getClass().getSimpleName()));
    }
  }

  private ProcessHandle process() throws CommandFailure {
    Path file = data.resolve("faultmaven.pid");
    try {
      String pid = Files.readString(file, US_ASCII).lines().findFirst().orElse("").strip();
      return ProcessHandle.of(Long.parseLong(pid))
          .orElseThrow(
              () ->
                  CommandFailure.failed(
                      "%s names process %s, which is not on this machine.".formatted(file, pid)));
    } catch (IOException | NumberFormatException e) {
      throw CommandFailure.failed(
          "something runs on %s, but %s does not say which process. Stop it by Ctrl-C where it was started."
              .formatted(data.toAbsolutePath(), file));
    }
  }

  private void awaitEnd(ProcessHandle process)
      throws CommandFailure, InterruptedException, ExecutionException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (true) {
      try {
        long left = Math.max(0, deadline - System.nanoTime());
        process.onExit().get(Math.min(left, BETWEEN_WORDS.toNanos()), TimeUnit.NANOSECONDS);
        return;
      } catch (TimeoutException e) {
        if (System.nanoTime() >= deadline) {
          throw CommandFailure.failed(
              "process %d is still stopping after %d s. It may go on; kill -9 %d loses nothing that was acknowledged."
                  .formatted(process.pid(), seconds, process.pid()));
        }
        output.err().println("  still stopping ...");
      }
    }
  }

  private void report(String text, boolean stopped) {
    if (output.json()) {
      output.print(Map.of("stopped", stopped));
    } else {
      output.out().println(text);
    }
  }
}
