package org.faultmaven.standalone.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import org.faultmaven.standalone.client.AnswerView;
import org.faultmaven.standalone.client.ApiClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Asks a question. */
@Command(
    name = "ask",
    description = "Ask what went wrong; get an answer with evidence that opens.",
    mixinStandardHelpOptions = true,
    defaultValueProvider = ClientConfig.class)
final class AskCommand implements Callable<Integer> {
  @Parameters(paramLabel = "QUESTION", arity = "1..*", description = "In words.")
  private List<String> words = List.of();

  @Mixin private FilterOptions filter = new FilterOptions();
  @Mixin private ApiOptions api = new ApiOptions();
  @Mixin private Output output = new Output();

  @Override
  public Integer call() throws Exception {
    var request = new LinkedHashMap<String, Object>();
    request.put("question", String.join(" ", words));
    filter.addTo(request);
    try (ApiClient client = api.client()) {
      JsonNode answer = client.post("/api/v1/questions", request);
      if (output.json()) {
        output.print(answer);
      } else {
        new AnswerView(output.out(), client::address).answer(answer);
      }
    }
    return 0;
  }
}
