package org.faultmaven.adapters.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.faultmaven.contracts.kit.Unavailable;
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
    return password == null
        ? start("Redis", port, List.of())
        : start("Redis", port, List.of("--requirepass", password));
  }

  /** Starts one that is a cluster by itself: it has all slots, and refuses to mix them. */
  public static RedisServer startCluster() {
    RedisServer server =
        start(
            "Redis Cluster",
            ServerProcess.freePort(),
            List.of("--cluster-enabled", "yes", "--cluster-config-file", "nodes.conf"));
    // By parts: a line has at most 64 KiB.
    for (int from = 0; from < 16_384; from += 4_096) {
      String slots =
          IntStream.range(from, from + 4_096)
              .mapToObj(Integer::toString)
              .collect(Collectors.joining(" "));
      server.say("CLUSTER ADDSLOTS " + slots);
    }
    server.await("CLUSTER INFO", "cluster_state:ok");
    return server;
  }

  /** Starts one that follows another. */
  public static RedisServer startReplica(RedisServer of) {
    RedisServer replica =
        start(
            "Redis replica",
            ServerProcess.freePort(),
            List.of("--replicaof", "127.0.0.1", Integer.toString(of.port)));
    replica.await("INFO replication", "master_link_status:up");
    return replica;
  }

  /** Starts a Sentinel, alone and quick to decide, which calls a master {@code main}. */
  public static RedisServer startSentinel(RedisServer master) {
    Path folder = ServerProcess.newFolder("redis-sentinel");
    int port = ServerProcess.freePort();
    Path config = folder.resolve("sentinel.conf");
    try {
      Files.writeString(
          config,
          """
          port %d
          dir %s
          sentinel monitor main 127.0.0.1 %d 1
          sentinel down-after-milliseconds main 500
          sentinel failover-timeout main 3000
          """
              .formatted(port, folder, master.port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> command = List.of(executable(), config.toString(), "--sentinel");
    var sentinel =
        new RedisServer(
            ServerProcess.start("Sentinel", command, folder, () -> accepts(port)), port);
    sentinel.await("SENTINEL REPLICAS main", "slave-repl-offset");
    return sentinel;
  }

  private static RedisServer start(String name, int port, List<String> settings) {
    Path folder = ServerProcess.newFolder("redis");
    var command = new ArrayList<String>();
    command.add(executable());
    command.addAll(
        List.of(
            "--bind", "127.0.0.1", "--port", Integer.toString(port), "--dir", folder.toString()));
    command.addAll(List.of("--appendonly", "yes", "--appendfsync", "always", "--save", ""));
    command.addAll(settings);
    return new RedisServer(ServerProcess.start(name, command, folder, () -> accepts(port)), port);
  }

  /** Waits until this replica has what its master has acknowledged so far. */
  public void awaitCaughtUp(RedisServer master) {
    long wanted = master.offset("master_repl_offset");
    ServerProcess.await("the replica to catch up", () -> offset("slave_repl_offset") >= wanted);
  }

  private void await(String command, String answer) {
    ServerProcess.await(answer, () -> say(command).contains(answer));
  }

  private long offset(String name) {
    return say("INFO replication")
        .lines()
        .filter(line -> line.startsWith(name + ":"))
        .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow();
  }

  /** What it answers to a command of words, up to the end of its first packet. */
  private String say(String command) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write((command + "\r\n").getBytes(US_ASCII));
      byte[] answer = new byte[8_192];
      int length = socket.getInputStream().read(answer);
      return new String(answer, 0, Math.max(0, length), US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
      socket.getOutputStream().write("PING\r\n".getBytes(US_ASCII));
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
