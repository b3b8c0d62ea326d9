package org.faultmaven.search;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Sees to where the tokenizer (DJL) and ONNX Runtime unpack their native libraries, and that DJL
 * stays off the network: it would report its use and might download a library. Both libraries can
 * be told by system properties only, so these are set for the whole JVM, unless a deployment has.
 */
final class NativeLibraries {
  private static final String ORT_PATH = "onnxruntime.native.path";
  private static final List<String> ORT_LIBRARIES = List.of("onnxruntime", "onnxruntime4j_jni");

  private NativeLibraries() {}

  static void prepare(Path cacheDirectory) throws IOException {
    // First, so that a folder that can't be made is not what the JVM remembers.
    Files.createDirectories(cacheDirectory);
    setUnlessSet("ai.djl.offline", "true");
    setUnlessSet("OPT_OUT_TRACKING", "true");
    setUnlessSet("RUST_FLAVOR", "cpu");
    if (!isSet("DJL_CACHE_DIR")) {
      setUnlessSet("ENGINE_CACHE_DIR", cacheDirectory.toAbsolutePath().toString());
    }
    if (System.getProperty(ORT_PATH) == null) {
      Optional<Path> unpacked = unpackOnnxRuntime(cacheDirectory.toAbsolutePath());
      if (unpacked.isPresent()) {
        System.setProperty(ORT_PATH, unpacked.get().toString());
      }
    }
  }

  private static void setUnlessSet(String name, String value) {
    if (!isSet(name)) {
      System.setProperty(name, value);
    }
  }

  private static boolean isSet(String name) {
    return System.getenv(name) != null || System.getProperty(name) != null;
  }

  /**
   * ONNX Runtime on its own unpacks 17 MB into java.io.tmpdir at every start, and leaves them there
   * when the JVM is killed.
   *
   * @return nothing on a platform it has no library for, or names otherwise than expected; it then
   *     says so itself
   */
  private static Optional<Path> unpackOnnxRuntime(Path cacheDirectory) throws IOException {
    String platform = platform(System.getProperty("os.name"), System.getProperty("os.arch"));
    String version =
        Objects.requireNonNullElse(
            OrtEnvironment.class.getPackage().getImplementationVersion(), "any");
    Path folder = cacheDirectory.resolve("onnxruntime").resolve(version + "-" + platform);
    for (String library : ORT_LIBRARIES) {
      String file = System.mapLibraryName(library);
      URL resource =
          OrtEnvironment.class.getResource("/ai/onnxruntime/native/" + platform + "/" + file);
      if (resource == null) {
        return Optional.empty();
      }
      unpack(resource, folder.resolve(file));
    }
    return Optional.of(folder);
  }

  /** As ONNX Runtime names the folders of its jar. */
  static String platform(String os, String arch) {
    String name = os.toLowerCase(Locale.ROOT);
    String system = name.contains("mac") ? "osx" : name.contains("win") ? "win" : "linux";
    return system + "-" + (arch.equals("amd64") || arch.equals("x86_64") ? "x64" : arch);
  }

  private static void unpack(URL resource, Path target) throws IOException {
    URLConnection connection = resource.openConnection();
    try (InputStream library = connection.getInputStream()) {
      if (Files.exists(target) && Files.size(target) == connection.getContentLengthLong()) {
        return;
      }
      Files.createDirectories(target.getParent());
      // Another process may unpack the same, or have it loaded: it sees the old file or the new.
      Path part = Files.createTempFile(target.getParent(), target.getFileName() + ".", ".part");
      try {
        Files.copy(library, part, StandardCopyOption.REPLACE_EXISTING);
        Files.move(
            part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    }
  }
}
