package org.faultmaven.adapters.presidio.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.faultmaven.contracts.kit.PythonEnvironment;
import org.faultmaven.contracts.kit.Unavailable;

/**
 * A real Presidio for tests: analyzer and anonymizer at one address, brought up when they are asked
 * for. It can be stopped and started again on the same port.
 */
public final class PresidioServer implements AutoCloseable {
  private static final long SECONDS_TO_START = 120;

  private final PythonEnvironment environment;
  private final Path script;
  private final int port;
  private final List<String> options;
  private Process process;

  private PresidioServer(
      PythonEnvironment environment, Path script, int port, List<String> options) {
    this.environment = environment;
    this.script = script;
    this.port = port;
    this.options = options;
  }

  /**
   * Starts one; skips the test, or fails it where {@code CI} is {@code true}, when it can't be had.
   *
   * @param options of presidio_server.py
   */
  public static PresidioServer start(String... options) {
    try {
      PythonEnvironment environment =
          PythonEnvironment.of(
              "presidio", List.of(new String(resource("requirements.txt"), UTF_8)));
      Path script = environment.file("presidio_server.py", resource("presidio_server.py"));
      var server = new PresidioServer(environment, script, freePort(), List.of(options));
      server.restart();
      return server;
    } catch (IOException e) {
      throw Unavailable.because("no Presidio server: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = PresidioServer.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Of the analyzer and the anonymizer. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Starts it again, on the same port, and waits until it answers. */
  public void restart() throws IOException, InterruptedException {
    stop();
    var command = new ArrayList<String>();
    command.add(environment.python().toString());
    command.add(script.toString());
    command.add(Integer.toString(port));
    command.addAll(options);
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    Process starting = process;
    try (BufferedReader out = starting.inputReader()) {
      CompletableFuture<String> line =
          CompletableFuture.supplyAsync(() -> out.lines().findFirst().orElse(""));
      if (!"ready".equals(line.get(SECONDS_TO_START, TimeUnit.SECONDS))) {
        throw new IOException("presidio_server.py ended");
      }
    } catch (ExecutionException | TimeoutException e) {
      stop();
      throw new IOException("presidio_server.py did not start", e);
    }
  }

  /** Kills it, as a crash would. */
  public void stop() throws InterruptedException {
    if (process != null) {
      process.destroyForcibly();
      process.waitFor();
    }
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
  }
}
