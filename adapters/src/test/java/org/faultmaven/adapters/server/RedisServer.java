package org.faultmaven.adapters.server;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;

/**
 * A real Redis: the one on the PATH, or 6.2 from the jar of embedded-redis. It writes each change
 * to disk, so that a restart loses nothing.
 */
public final class RedisServer implements AutoCloseable {
  private final ServerProcess process;
  private final int port;

  private RedisServer(ServerProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts one without a password. */
  public static RedisServer start() {
    return start(null);
  }

  /** Starts one that asks for a password. */
  public static RedisServer start(@Nullable String password) {
    return start(ServerProcess.freePort(), password);
  }

  private static RedisServer start(int port, @Nullable String password) {
    Path folder = ServerProcess.newFolder("redis");
    var command = new ArrayList<String>();
    command.add(executable());
    command.addAll(
        List.of(
            "--bind", "127.0.0.1", "--port", Integer.toString(port), "--dir", folder.toString()));
    command.addAll(List.of("--appendonly", "yes", "--appendfsync", "always", "--save", ""));
    if (password != null) {
      command.addAll(List.of("--requirepass", password));
    }
    return new RedisServer(
        ServerProcess.start("Redis", command, folder, () -> accepts(port)), port);
  }

  private static String executable() {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      var candidate = new File(folder, "redis-server");
      if (candidate.canExecute()) {
        return candidate.getPath();
      }
    }
    try {
      return ExecutableProvider.newJarResourceProvider().get().getPath();
    } catch (IOException | RuntimeException e) {
      throw Unavailable.because(
          "There is no redis-server on the PATH, and embedded-redis has none for this machine: "
              + e);
    }
  }

  private static boolean accepts(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket
          .getOutputStream()
          .write("PING\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readNBytes(5);
      // Without its password it says -NOAUTH; while it reads its file, -LOADING.
      return Arrays.equals(answer, new byte[] {'+', 'P', 'O', 'N', 'G'})
          || Arrays.equals(answer, new byte[] {'-', 'N', 'O', 'A', 'U'});
    } catch (IOException e) {
      return false;
    }
  }

  public String host() {
    return "127.0.0.1";
  }

  public int port() {
    return port;
  }

  /** Ends it; its port refuses connections then. */
  public void stop() {
    process.stop();
  }

  /** Starts it again, with the same port and data, and waits until it answers. */
  public void startAgain() {
    process.start();
  }

  /** Lets it hang: connections stay open, nothing answers. */
  public void freeze() {
    process.freeze();
  }

  /** Ends the hanging. */
  public void thaw() {
    process.thaw();
  }

  @Override
  public void close() {
    process.close();
  }
}
