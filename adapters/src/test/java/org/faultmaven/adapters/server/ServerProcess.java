package org.faultmaven.adapters.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A server as a child process, which doesn't outlive this JVM. */
final class ServerProcess implements AutoCloseable {
  private static final Duration READY = Duration.ofSeconds(60);
  private static final Duration GOODBYE = Duration.ofSeconds(10);

  private final String name;
  private final List<String> command;
  private final Path folder;
  private final BooleanSupplier ready;
  private final Thread killer = new Thread(this::kill, "server-killer");
  private Process process;

  /**
   * @param folder the server's own, deleted at the end
   * @param ready whether it answers
   */
  private ServerProcess(String name, List<String> command, Path folder, BooleanSupplier ready) {
    this.name = name;
    this.command = List.copyOf(command);
    this.folder = folder;
    this.ready = ready;
  }

  static ServerProcess start(
      String name, List<String> command, Path folder, BooleanSupplier ready) {
    var server = new ServerProcess(name, command, folder, ready);
    Runtime.getRuntime().addShutdownHook(server.killer);
    server.start();
    return server;
  }

  /** A port that nobody listens on. */
  static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for a condition, within the time that a server has to come up. */
  static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + READY.toNanos();
    try {
      while (!condition.getAsBoolean()) {
        if (System.nanoTime() > end) {
          throw new IllegalStateException("waited in vain for " + what);
        }
        TimeUnit.MILLISECONDS.sleep(20);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static Path newFolder(String name) {
    try {
      return Files.createTempDirectory("faultmaven-" + name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it and waits until it answers. */
  synchronized void start() {
    Path output = folder.resolve("output.log");
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
              .start();
      long end = System.nanoTime() + READY.toNanos();
      while (!ready.getAsBoolean()) {
        if (!process.isAlive() || System.nanoTime() > end) {
          throw new IllegalStateException(
              name + " does not come up. It said:\n" + Files.readString(output));
        }
        TimeUnit.MILLISECONDS.sleep(20);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Ends it as its operator would, by SIGINT, and waits until it has gone. */
  synchronized void stop() {
    try {
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
      if (!process.waitFor(GOODBYE.toMillis(), TimeUnit.MILLISECONDS)) {
        kill();
      }
    } catch (IOException e) {
      kill();
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
    }
  }

  /** The server's own. */
  Path folder() {
    return folder;
  }

  /** Another one after each start. */
  synchronized ProcessHandle handle() {
    return process.toHandle();
  }

  /** Ends it by SIGKILL, at once. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Lets it stand still by SIGSTOP, as a machine that hangs does: connections stay open. */
  void freeze() {
    signal("-STOP");
  }

  void thaw() {
    signal("-CONT");
  }

  private void signal(String signal) {
    try {
      int status =
          new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
      if (status != 0) {
        throw new IllegalStateException("kill " + signal + " ended with " + status);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      stop();
    }
    Runtime.getRuntime().removeShutdownHook(killer);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
