package org.faultmaven.standalone.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.faultmaven.contracts.kit.Cache;
import org.faultmaven.contracts.kit.Unavailable;

/**
 * A program from its pinned Go module, built once in {@code
 * ${XDG_CACHE_HOME:-~/.cache}/faultmaven/go} and kept.
 */
record GoProgram(Path file) {
  static final String HELM = "helm.sh/helm/v3/cmd/helm@v3.22.0";
  static final String KUBECONFORM = "github.com/yannh/kubeconform/cmd/kubeconform@v0.8.0";
  static final String KUBE_SCORE = "github.com/zegl/kube-score/cmd/kube-score@v1.20.0";
  static final String COMPOSE = "github.com/compose-spec/compose-go/v2/cmd@v2.9.1";

  private static final long MINUTES_TO_BUILD = 20;

  /** What a program did. */
  record Run(int status, String out, String err) {}

  /**
   * Builds it, unless it is there.
   *
   * @param module its main package and version; the program's name is the package's last part
   * @return the program; ends the test as skipped when there is no Go or the module can't be had,
   *     and as failed where {@code CI} is {@code true}
   */
  static GoProgram of(String module) {
    try {
      Path folder = Cache.folder().resolve("go").resolve(module.replaceAll("[^A-Za-z0-9.@-]", "_"));
      Files.createDirectories(folder);
      String path = module.substring(0, module.indexOf('@'));
      var program = new GoProgram(folder.resolve(path.substring(path.lastIndexOf('/') + 1)));
      // One at a time: others wait for it.
      try (var lock =
              FileChannel.open(
                  folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          var held = lock.lock()) {
        if (held.isValid() && !Files.isExecutable(program.file())) {
          build(module, folder);
        }
      }
      return program;
    } catch (IOException e) {
      throw Unavailable.because(module + ": " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a Go program was built", e);
    }
  }

  private static void build(String module, Path folder) throws IOException, InterruptedException {
    Path log = folder.resolve("build.log");
    var builder =
        new ProcessBuilder("go", "install", "-ldflags", "-s -w", module)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("GOBIN", folder.toString());
    builder.environment().put("CGO_ENABLED", "0");
    builder.environment().put("GOFLAGS", "-buildvcs=false");
    Process process = builder.start();
    if (!process.waitFor(MINUTES_TO_BUILD, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException("was not built in " + MINUTES_TO_BUILD + " minutes, see " + log);
    }
    if (process.exitValue() != 0) {
      throw new IOException("can't be built, see " + log);
    }
  }

  /** Runs it to its end, in the folder of the project. */
  Run run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(file.toString()));
    command.addAll(List.of(arguments));
    Path errors = Files.createTempFile("go-program", ".err");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(Deployment.ROOT.toFile())
              .redirectError(errors.toFile())
              .start();
      process.getOutputStream().close();
      String out = new String(process.getInputStream().readAllBytes(), UTF_8);
      return new Run(process.waitFor(), out, Files.readString(errors));
    } finally {
      Files.delete(errors);
    }
  }
}
