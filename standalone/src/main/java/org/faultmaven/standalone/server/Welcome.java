package org.faultmaven.standalone.server;

import java.io.PrintWriter;
import java.util.Locale;

/** What a user reads when everything runs: where to produce, where to ask, what to try next. */
final class Welcome {
  private final PrintWriter out;

  Welcome(PrintWriter out) {
    this.out = out;
  }

  void print(Standalone standalone, double seconds) {
    String url = "http://localhost:" + standalone.port();
    String rawLogs = standalone.rawLogTopic();
    boolean usual = standalone.port() == 8080;
    String to = usual ? "" : " --url " + url;
    boolean usualKafka = standalone.bootstrapServers().endsWith(":9092");
    String bootstrap = usualKafka ? "" : " --bootstrap " + standalone.bootstrapServers();
    out.printf(Locale.ROOT, "Ready in %.1f s.%n%n", seconds);
    out.println("  Produce logs to   " + standalone.bootstrapServers() + ", topic " + rawLogs);
    out.println("  Ask at            " + url + "/api/v1");
    out.println("  Data and log in   " + standalone.dataDirectory());
    out.println();
    out.println("Try, in another terminal:");
    out.println("  ./faultmaven send /var/log/*.log" + bootstrap);
    out.println("  ./faultmaven ask \"what went wrong in the last hour?\"" + to);
    out.println("  ./faultmaven status" + to);
    out.println("Ctrl-C stops.");
    out.println();
    out.flush();
  }
}
