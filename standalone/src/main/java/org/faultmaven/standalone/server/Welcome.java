package org.faultmaven.standalone.server;

import java.io.PrintWriter;
import java.util.Locale;

/** What a user reads when everything runs: where to produce, where to ask, what to try next. */
final class Welcome {
  private final PrintWriter out;

  Welcome(PrintWriter out) {
    this.out = out;
  }

  void print(Running running, double seconds) {
    String url = running.api().toString();
    String servers = String.join(",", running.kafka().bootstrapServers());
    String to = running.api().getPort() == 8080 ? "" : " --url " + url;
    String ingest =
        running.ingestApi().equals(running.api()) ? "" : " --ingest-url " + running.ingestApi();
    String sanitizer =
        running.sanitizerApi().equals(running.api())
            ? ""
            : " --sanitizer-url " + running.sanitizerApi();
    String bootstrap = servers.equals("localhost:9092") ? "" : " --bootstrap " + servers;
    out.printf(Locale.ROOT, "Ready in %.1f s.%n%n", seconds);
    out.println("  Produce logs to   " + servers + ", topic " + running.rawLogTopic());
    out.println("  Ask at            " + url + "/api/v1");
    if (!ingest.isEmpty()) {
      out.println("  Documents at      " + running.ingestApi() + "/api/v1");
    }
    out.println("  Data and log in   " + running.dataDirectory());
    out.println();
    out.println("Try, in another terminal:");
    out.println("  ./faultmaven send /var/log/*.log" + bootstrap);
    out.println("  ./faultmaven ask \"what went wrong in the last hour?\"" + to);
    out.println("  ./faultmaven status" + to + ingest + sanitizer);
    out.println("Ctrl-C stops.");
    out.println();
    out.flush();
  }
}
