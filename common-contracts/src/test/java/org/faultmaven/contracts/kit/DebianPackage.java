package org.faultmaven.contracts.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program from a package of Debian, for tests against the real thing: the one on the PATH, or one
 * that is unpacked in {@code ${XDG_CACHE_HOME:-~/.cache}/faultmaven/debian}, once. Needs no root
 * and installs nothing.
 */
public final class DebianPackage {
  private static final long MINUTES = 5;
  private static final String READY = "ready";

  private final String name;
  private final String version;

  /**
   * @param version that is asked for; Debian's present one, where it has this one no more
   */
  public DebianPackage(String name, String version) {
    this.name = name;
    this.version = version;
  }

  /**
   * A program of it.
   *
   * @return its file; ends the test as skipped when it can't be had, and as failed where {@code CI}
   *     is {@code true}
   */
  public Path program(String program) {
    return onPath(program).orElseGet(() -> folder().resolve("root/usr/bin").resolve(program));
  }

  private static Optional<Path> onPath(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private Path folder() {
    Path folder = Cache.folder().resolve("debian").resolve(name + "-" + version);
    try {
      Files.createDirectories(folder);
      try (var lock =
              FileChannel.open(
                  folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          var held = lock.lock()) {
        if (held.isValid() && !Files.exists(folder.resolve(READY))) {
          unpack(folder);
          Files.createFile(folder.resolve(READY));
        }
      }
      return folder;
    } catch (IOException e) {
      throw Unavailable.because(
          "There is no " + name + " on the PATH, and no Debian package of it: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a package was fetched", e);
    }
  }

  private void unpack(Path folder) throws IOException, InterruptedException {
    try {
      fetch(folder, List.of());
    } catch (IOException e) {
      // A machine whose lists were never read, or are old: they are read into a folder of our own.
      List<String> own = ownLists(folder);
      run(folder, Stream.concat(apt(own), Stream.of("update")).toList());
      fetch(folder, own);
    }
    try (Stream<Path> files = Files.list(folder)) {
      Path archive =
          files
              .filter(file -> file.getFileName().toString().endsWith(".deb"))
              .findFirst()
              .orElseThrow(() -> new IOException("apt-get download left no package"));
      run(folder, List.of("dpkg", "-x", archive.toString(), folder.resolve("root").toString()));
      Files.delete(archive);
    }
  }

  private void fetch(Path folder, List<String> options) throws IOException, InterruptedException {
    try {
      run(folder, download(options, name + "=" + version));
    } catch (IOException e) {
      run(folder, download(options, name));
    }
  }

  private static List<String> download(List<String> options, String what) {
    return Stream.concat(apt(options), Stream.of("download", what)).toList();
  }

  private static Stream<String> apt(List<String> options) {
    return Stream.concat(Stream.of("apt-get", "-q"), options.stream());
  }

  private static List<String> ownLists(Path folder) throws IOException {
    Path lists = Files.createDirectories(folder.resolve("lists/partial")).getParent();
    Path cache = Files.createDirectories(folder.resolve("cache/archives/partial"));
    return List.of(
        "-o", "Dir::State::lists=" + lists, "-o", "Dir::Cache=" + cache.getParent().getParent());
  }

  private static void run(Path folder, List<String> command)
      throws IOException, InterruptedException {
    Path log = folder.resolve("install.log");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException(command + " took more than " + MINUTES + " minutes");
    }
    if (process.exitValue() != 0) {
      List<String> lines = Files.readAllLines(log, UTF_8);
      throw new IOException(command + ": " + (lines.isEmpty() ? "no output" : lines.getLast()));
    }
  }
}
