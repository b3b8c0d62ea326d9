package org.faultmaven.standalone.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.faultmaven.standalone.client.AnswerView;
import org.faultmaven.standalone.client.ApiClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Searches entries. */
@Command(
    name = "search",
    description = "Find the entries that fit a query best.",
    mixinStandardHelpOptions = true,
    defaultValueProvider = ClientConfig.class)
final class SearchCommand implements Callable<Integer> {
  /** How to search. */
  enum Mode {
    HYBRID,
    VECTOR,
    KEYWORD
  }

  @Parameters(paramLabel = "QUERY", arity = "1..*", description = "Words or a message.")
  private List<String> words = List.of();

  @Option(names = "--limit", paramLabel = "N", description = "At most so many hits.")
  private @Nullable Integer limit;

  @Option(names = "--mode", paramLabel = "MODE", description = "${COMPLETION-CANDIDATES}.")
  private @Nullable Mode mode;

  @Mixin private FilterOptions filter = new FilterOptions();
  @Mixin private ApiOptions api = new ApiOptions();
  @Mixin private Output output = new Output();

  @Override
  public Integer call() throws Exception {
    var request = new LinkedHashMap<String, Object>();
    request.put("query", String.join(" ", words));
    if (limit != null) {
      request.put("limit", limit);
    }
    if (mode != null) {
      request.put("mode", mode.name().toLowerCase(Locale.ROOT));
    }
    filter.addTo(request);
    try (ApiClient client = api.client()) {
      JsonNode hits = client.post("/api/v1/search", request).path("hits");
      if (output.json()) {
        hits.forEach(output::print);
      } else if (hits.isEmpty()) {
        output.out().println("Nothing fits.");
      } else {
        new AnswerView(output.out(), client::address).hits(hits);
      }
    }
    return 0;
  }
}
