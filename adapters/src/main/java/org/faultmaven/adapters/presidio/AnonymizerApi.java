package org.faultmaven.adapters.presidio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.faultmaven.adapters.call.CallFailedException;
import org.faultmaven.adapters.call.HttpSystem;
import org.faultmaven.redaction.Operator.Value;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Presidio's anonymizer as it speaks. It is shown values alone, never the text around them. An
 * answer that is not exactly what it should be is none, and nothing of a request or an answer gets
 * into an error.
 */
final class AnonymizerApi {
  private static final Set<Integer> FAILURES = Set.of(400, 413, 422, 500);

  /** Presidio makes one of values of a type that only blanks part. */
  private static final String BETWEEN = "\n|\n";

  private final JsonMapper json = JsonMapper.shared();
  private final HttpSystem http;

  AnonymizerApi(HttpSystem http) {
    this.http = http;
  }

  /**
   * Has values replaced.
   *
   * @param values none empty
   * @return one text a value, in order; empty when the anonymizer lives and says that it could not
   *     do it
   * @throws CallFailedException when its answer is not what it should be
   */
  Optional<List<String>> anonymize(List<Value> values, Operators operators) throws IOException {
    ObjectNode request = json.createObjectNode();
    ArrayNode results = request.putArray("analyzer_results");
    var text = new StringBuilder();
    int end = 0;
    for (Value value : values) {
      if (!text.isEmpty()) {
        text.append(BETWEEN);
        end += BETWEEN.length();
      }
      String sent = Surrogates.paired(value.text());
      text.append(sent);
      int start = end;
      end += sent.codePointCount(0, sent.length());
      results
          .addObject()
          .put("entity_type", value.type())
          .put("start", start)
          .put("end", end)
          .put("score", 1.0);
    }
    request.put("text", text.toString());
    request.set("anonymizers", operators.json());
    HttpSystem.Answer answer =
        http.exchange("POST", List.of("anonymize"), request.toString().getBytes(UTF_8), FAILURES);
    return FAILURES.contains(answer.status())
        ? Optional.empty()
        : Optional.of(texts(parse(answer), values));
  }

  private static List<String> texts(JsonNode answer, List<Value> values) {
    List<JsonNode> items = new ArrayList<>();
    answer.path("items").forEach(items::add);
    if (items.size() != values.size()) {
      throw malformed("not one item a value");
    }
    items.sort(Comparator.comparingInt(item -> item.path("start").asInt(-1)));
    List<String> texts = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      JsonNode text = items.get(i).path("text");
      String type = items.get(i).path("entity_type").asString("");
      if (!text.isString() || !type.equals(values.get(i).type())) {
        throw malformed("an item of something else");
      }
      texts.add(text.stringValue());
    }
    // Empty ones begin where their neighbours do, so the order alone proves nothing.
    if (!String.join(BETWEEN, texts).equals(answer.path("text").asString(""))) {
      throw malformed("items that don't make up its text");
    }
    return texts;
  }

  /** Answers when the server is there. */
  HttpSystem.Answer health() throws IOException {
    return http.get(List.of("health"));
  }

  /** The names of the operators that it has. */
  Set<String> operators() throws IOException {
    var names = new TreeSet<String>();
    for (JsonNode each : parse(http.get(List.of("anonymizers")))) {
      names.add(each.asString(""));
    }
    if (names.isEmpty()) {
      throw malformed("no list of operators");
    }
    return names;
  }

  private JsonNode parse(HttpSystem.Answer answer) {
    try {
      return json.readTree(answer.body());
    } catch (JacksonException e) {
      // Without the cause: it quotes the answer.
      throw malformed("something else than JSON");
    }
  }

  private static CallFailedException malformed(String what) {
    return new CallFailedException(
        "malformed answer",
        "presidio-anonymizer answered with "
            + what
            + ": check that PRESIDIO_ANONYMIZER_URL is a Presidio anonymizer",
        true);
  }
}
