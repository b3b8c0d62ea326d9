package org.faultmaven.adapters.presidio.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Python with pinned packages: a virtual environment outside the checkout, made once for a list
 * of requirements and kept.
 */
final class PythonEnvironment {
  private static final long MINUTES_TO_INSTALL = 15;
  private static final String READY = "ready";

  private final Path folder;

  private PythonEnvironment(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes it, unless it is there already; one that another process is making is waited for.
   *
   * @param name of what it is for
   * @param requirements as pip takes them, each with its version
   * @throws IOException when there is no Python or a package can't be had; the message says which
   */
  static PythonEnvironment of(String name, byte[] requirements)
      throws IOException, InterruptedException {
    Path folder = cache().resolve("python").resolve(name + "-" + hash(requirements));
    Files.createDirectories(folder);
    try (var lock = FileChannel.open(folder.resolve("lock"), WRITE);
        var held = lock.lock()) {
      if (held.isValid() && !Files.exists(folder.resolve(READY))) {
        Path list = Files.write(folder.resolve("requirements.txt"), requirements);
        run(folder, List.of("python3", "-m", "venv", "--clear", venv(folder).toString()));
        run(
            folder,
            List.of(
                venv(folder).resolve("bin/python").toString(),
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "-r",
                list.toString()));
        Files.createFile(folder.resolve(READY));
      }
    }
    return new PythonEnvironment(folder);
  }

  private static final StandardOpenOption[] WRITE = {
    StandardOpenOption.CREATE, StandardOpenOption.WRITE
  };

  private static Path cache() {
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path caches =
        xdg == null || xdg.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(xdg);
    return caches.resolve("faultmaven");
  }

  private static Path venv(Path folder) {
    return folder.resolve("venv");
  }

  private static String hash(byte[] requirements) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(requirements);
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void run(Path folder, List<String> command)
      throws IOException, InterruptedException {
    Path log = folder.resolve("install.log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!process.waitFor(MINUTES_TO_INSTALL, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException("was not installed in " + MINUTES_TO_INSTALL + " minutes, see " + log);
    }
    if (process.exitValue() != 0) {
      List<String> lines = Files.readAllLines(log, UTF_8);
      String last = lines.isEmpty() ? "no output" : lines.getLast();
      throw new IOException(String.join(" ", command) + ": " + last);
    }
  }

  Path python() {
    return venv(folder).resolve("bin/python");
  }

  /** A file of the test resources where Python can read it. */
  Path file(String name, byte[] content) throws IOException {
    // Of this run only: another one may have another version of it.
    Path file = Files.createTempFile(folder, "", "-" + name);
    file.toFile().deleteOnExit();
    return Files.write(file, content);
  }
}
