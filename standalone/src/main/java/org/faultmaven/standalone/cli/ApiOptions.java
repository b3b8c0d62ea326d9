package org.faultmaven.standalone.cli;

import java.net.URI;
import org.faultmaven.standalone.client.ApiClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the API is; the key to it is in the environment, {@code FAULTMAVEN_API_KEY}. */
final class ApiOptions {
  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "The HTTP API (${DEFAULT-VALUE}; else from FAULTMAVEN_URL).")
  private URI url = URI.create("");

  @Option(
      names = "--ingest-url",
      paramLabel = "URL",
      description =
          "Where documents, ledger and dead letters are, if apart (else from FAULTMAVEN_INGEST_URL,"
              + " else --url).")
  private @Nullable URI ingestUrl;

  ApiClient client() throws CommandFailure {
    URI base = checked("--url", url);
    return new ApiClient(
        base,
        ingestUrl == null ? base : checked("--ingest-url", ingestUrl),
        new ClientConfig().apiKey());
  }

  /**
   * @param option whose value it is
   */
  static URI checked(String option, URI url) throws CommandFailure {
    if (!("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
        || url.getHost() == null) {
      throw CommandFailure.badUsage(
          option + " wants an address like http://127.0.0.1:8080, and not " + url + ".");
    }
    return url;
  }
}
