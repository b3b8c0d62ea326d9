package org.faultmaven.standalone.cli;

import java.net.URI;
import org.faultmaven.standalone.client.ApiClient;
import picocli.CommandLine.Option;

/** Where the API is. */
final class ApiOptions {
  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "The HTTP API (${DEFAULT-VALUE}; else from FAULTMAVEN_URL).")
  private URI url = URI.create("");

  ApiClient client() throws CommandFailure {
    if (!("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
        || url.getHost() == null) {
      throw CommandFailure.badUsage(
          "--url wants an address like http://127.0.0.1:8080, and not " + url + ".");
    }
    return new ApiClient(url);
  }
}
