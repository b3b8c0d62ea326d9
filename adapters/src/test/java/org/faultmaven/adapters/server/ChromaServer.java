package org.faultmaven.adapters.server;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.faultmaven.contracts.kit.PythonEnvironment;

/** A real Chroma, by pip. A restart loses nothing. */
public final class ChromaServer implements AutoCloseable {
  private static final String VERSION = "1.5.9";

  /**
   * What the package's own command does, without the Python client around it: that would bring some
   * seventy packages, and the server is in this one alone.
   */
  private static final String RUN =
      "import sys, chromadb_rust_bindings; chromadb_rust_bindings.cli(['chroma'] + sys.argv[1:])";

  private final ServerProcess process;
  private final URI url;

  private ChromaServer(ServerProcess process, URI url) {
    this.process = process;
    this.url = url;
  }

  /** Starts an empty one. */
  public static ChromaServer start() {
    Path python =
        PythonEnvironment.of(
                "chroma",
                List.of(
                    String.join(
                        "\n",
                        PythonEnvironment.NO_DEPENDENCIES,
                        "--only-binary :all:",
                        "chromadb==" + VERSION)))
            .python();
    int port = ServerProcess.freePort();
    Path folder = ServerProcess.newFolder("chroma");
    List<String> command =
        List.of(
            python.toString(),
            "-c",
            RUN,
            "run",
            "--host",
            "127.0.0.1",
            "--port",
            Integer.toString(port),
            "--path",
            folder.resolve("data").toString());
    URI url = URI.create("http://127.0.0.1:" + port);
    return new ChromaServer(
        ServerProcess.start("Chroma", command, folder, () -> answers(url)), url);
  }

  private static boolean answers(URI url) {
    try {
      var connection =
          (HttpURLConnection) url.resolve("/api/v2/heartbeat").toURL().openConnection();
      try {
        return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return false;
    }
  }

  /** Where its data are. */
  public Path folder() {
    return process.folder();
  }

  /** What the operating system knows of it. */
  public ProcessHandle handle() {
    return process.handle();
  }

  public URI url() {
    return url;
  }

  /** Ends it; its port refuses connections then. By SIGINT: after SIGTERM it may hang. */
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
