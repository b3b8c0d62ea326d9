package org.faultmaven.standalone.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import org.faultmaven.standalone.client.AnswerView;
import org.faultmaven.standalone.client.ApiClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Asks a question. */
@Command(
    name = "ask",
    description = "Ask what went wrong; get an answer with evidence that opens.",
    mixinStandardHelpOptions = true,
    defaultValueProvider = ClientConfig.class)
final class AskCommand implements Callable<Integer> {
  private static final String PATH = "/api/v1/questions";

  @Parameters(paramLabel = "QUESTION", arity = "1..*", description = "In words.")
  private List<String> words = List.of();

  @Option(
      names = "--stream",
      description =
          "Show the evidence at once and the answer as it comes; with --json, its events.")
  private boolean stream;

  @Mixin private FilterOptions filter = new FilterOptions();
  @Mixin private ApiOptions api = new ApiOptions();
  @Mixin private Output output = new Output();

  @Override
  public Integer call() throws Exception {
    var request = new LinkedHashMap<String, Object>();
    request.put("question", String.join(" ", words));
    filter.addTo(request);
    try (ApiClient client = api.client()) {
      var view = new AnswerView(output.out(), client::address);
      if (stream) {
        client.stream(PATH, request, "answer", output.json() ? this::print : view::event);
        return 0;
      }
      JsonNode answer = client.post(PATH, request);
      if (output.json()) {
        output.print(answer);
      } else {
        view.answer(answer);
      }
    }
    return 0;
  }

  private void print(String event, JsonNode data) {
    output.print(JsonNodeFactory.instance.objectNode().put("event", event).set("data", data));
  }
}
