package org.faultmaven.contracts.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Python with pinned packages, for tests against the real thing: a virtual environment in {@code
 * ${XDG_CACHE_HOME:-~/.cache}/faultmaven/python}, made once for its lists of requirements and kept.
 */
public final class PythonEnvironment {
  private static final long MINUTES_TO_INSTALL = 15;
  private static final String READY = "ready";

  /** A comment in a list of requirements. */
  public static final String NO_DEPENDENCIES = "# without dependencies";

  private final Path folder;

  private PythonEnvironment(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes it, unless it is there already; one that another process is making is waited for.
   *
   * @param name of what it is for
   * @param lists requirements as pip takes them, each with its versions, one installed after the
   *     other; one with hashes, or with the words {@link #NO_DEPENDENCIES}, without what its
   *     packages depend on
   * @return the environment; ends the test as skipped when there is no Python or a package can't be
   *     had, and as failed where {@code CI} is {@code true}
   */
  public static PythonEnvironment of(String name, List<String> lists) {
    try {
      return made(name, lists);
    } catch (IOException e) {
      throw Unavailable.because(name + ": " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while Python packages were installed", e);
    }
  }

  private static PythonEnvironment made(String name, List<String> lists)
      throws IOException, InterruptedException {
    Path folder = Cache.folder().resolve("python").resolve(name + "-" + hash(lists));
    Files.createDirectories(folder);
    try (var lock =
            FileChannel.open(
                folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var held = lock.lock()) {
      if (held.isValid() && !Files.exists(folder.resolve(READY))) {
        run(folder, List.of("python3", "-m", "venv", "--clear", folder.resolve("venv").toString()));
        for (int i = 0; i < lists.size(); i++) {
          install(folder, Files.writeString(folder.resolve("list" + i + ".txt"), lists.get(i)));
        }
        Files.createFile(folder.resolve(READY));
      }
    }
    return new PythonEnvironment(folder);
  }

  private static void install(Path folder, Path list) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                python(folder).toString(),
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check"));
    String requirements = Files.readString(list);
    if (requirements.contains("--hash=") || requirements.contains(NO_DEPENDENCIES)) {
      command.add("--no-deps");
    }
    command.addAll(List.of("-r", list.toString()));
    run(folder, command);
  }

  private static Path python(Path folder) {
    return folder.resolve("venv/bin/python");
  }

  private static String hash(List<String> lists) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(String.join("\n\n", lists).getBytes(UTF_8));
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
      throw new IOException(
          String.join(" ", command) + ": " + (lines.isEmpty() ? "no output" : lines.getLast()));
    }
  }

  public Path python() {
    return python(folder);
  }

  /** A file of the test resources where Python can read it. */
  public Path file(String name, byte[] content) throws IOException {
    // Of this run only: another one may have another version of it.
    Path file = Files.createTempFile(folder, "", "-" + name);
    file.toFile().deleteOnExit();
    return Files.write(file, content);
  }

  /**
   * Runs a program of it to its end.
   *
   * @throws IOException when it fails; the message has the end of what it said
   */
  public void run(Path program, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(python().toString(), program.toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(
          program.getFileName() + ": " + said.substring(Math.max(0, said.length() - 500)));
    }
  }
}
