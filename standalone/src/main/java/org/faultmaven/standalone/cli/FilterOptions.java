package org.faultmaven.standalone.cli;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a question or a search is restricted to. */
final class FilterOptions {
  @Option(
      names = "--source",
      paramLabel = "SOURCE",
      description = "Only what came from this source.")
  private @Nullable String source;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = Times.class,
      description = "Not before: 2016-12-19T20:39:00Z, '2016-12-19 20:39' (UTC), or 15m ago.")
  private @Nullable Instant from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      converter = Times.class,
      description = "Before this time, written likewise.")
  private @Nullable Instant to;

  void addTo(Map<String, Object> request) {
    if (source != null) {
      request.put("source", source);
    }
    if (from != null) {
      request.put("from", from.toString());
    }
    if (to != null) {
      request.put("to", to.toString());
    }
  }
}
