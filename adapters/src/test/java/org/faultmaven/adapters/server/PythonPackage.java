package org.faultmaven.adapters.server;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Python packages in a virtual environment of their own, made at the first use and kept in the
 * user's cache, outside the checkout.
 */
public final class PythonPackage {
  private static final String COMPLETE = "complete";

  private PythonPackage() {}

  /**
   * The environment's Python.
   *
   * @param name of the environment, with the version of what is in it: another version is another
   *     environment
   * @param pip arguments of {@code pip install}: what to install, every version pinned
   */
  public static Path python(String name, List<String> pip) {
    Path folder = cache().resolve(name);
    try {
      Files.createDirectories(folder);
      // Two builds at once make it once.
      try (var file = new RandomAccessFile(folder.resolve("lock").toFile(), "rw");
          FileLock lock = file.getChannel().lock()) {
        Path python = folder.resolve("venv").resolve("bin").resolve("python");
        if (!lock.isValid() || !Files.exists(folder.resolve(COMPLETE))) {
          run(List.of(systemPython(), "-m", "venv", "--clear", folder.resolve("venv").toString()));
          var install = new ArrayList<String>(List.of(python.toString(), "-m", "pip", "install"));
          install.addAll(List.of("--quiet", "--disable-pip-version-check"));
          install.addAll(pip);
          run(install);
          Files.createFile(folder.resolve(COMPLETE));
        }
        return python;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path cache() {
    String cache = System.getenv("XDG_CACHE_HOME");
    Path base =
        cache == null || cache.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(cache);
    return base.resolve("faultmaven").resolve("python");
  }

  private static String systemPython() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .map(folder -> new File(folder, "python3"))
        .filter(File::canExecute)
        .findFirst()
        .map(File::getPath)
        .orElseThrow(() -> Unavailable.because("There is no python3 on the PATH"));
  }

  private static void run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw Unavailable.because(String.join(" ", command) + " failed: " + output.strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
