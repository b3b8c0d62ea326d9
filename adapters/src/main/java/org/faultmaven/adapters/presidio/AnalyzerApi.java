package org.faultmaven.adapters.presidio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.faultmaven.adapters.call.CallFailedException;
import org.faultmaven.adapters.call.HttpSystem;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Presidio's analyzer as it speaks (presidio-analyzer 2.2.361 and later). It takes nothing on
 * trust: Presidio answers 200 whatever went wrong inside, so an answer that is not exactly what it
 * should be is none. Nothing of a request or an answer gets into an error.
 */
final class AnalyzerApi {
  /** How Presidio says that it could not do what was asked, be it the text's fault or its own. */
  private static final Set<Integer> FAILURES = Set.of(400, 413, 422, 500);

  private static final Set<String> FIELDS =
      Set.of(
          "entity_type", "start", "end", "score", "analysis_explanation", "recognition_metadata");

  private static final Pattern TYPE = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");

  private final JsonMapper json = JsonMapper.shared();
  private final HttpSystem http;
  private final String language;

  /**
   * @param http with {@code language} in the query, which {@code GET} needs
   */
  AnalyzerApi(HttpSystem http, String language) {
    this.http = http;
    this.language = language;
  }

  /**
   * Analyses texts.
   *
   * @param texts without lone surrogates, none empty
   * @param entities what to look for
   * @return one list a text, in order, in UTF-16 indices; empty when Presidio lives and says that
   *     it could not do it
   * @throws CallFailedException when its answer is not what it should be
   */
  Optional<List<List<Found>>> analyze(List<String> texts, Set<String> entities) throws IOException {
    ObjectNode request = json.createObjectNode();
    ArrayNode list = request.putArray("text");
    texts.forEach(list::add);
    request.put("language", language);
    ArrayNode types = request.putArray("entities");
    new TreeSet<>(entities).forEach(types::add);
    // The policy's own threshold is applied to what it answers.
    request.put("score_threshold", 0);
    HttpSystem.Answer answer =
        http.exchange("POST", List.of("analyze"), request.toString().getBytes(UTF_8), FAILURES);
    if (FAILURES.contains(answer.status())) {
      return Optional.empty();
    }
    JsonNode lists = parse(answer);
    if (!lists.isArray() || lists.size() != texts.size()) {
      throw malformed("not one list a text");
    }
    var found = new ArrayList<List<Found>>(texts.size());
    for (int i = 0; i < texts.size(); i++) {
      found.add(found(lists.get(i), texts.get(i)));
    }
    return Optional.of(found);
  }

  private static List<Found> found(JsonNode results, String text) {
    if (!results.isArray()) {
      throw malformed("something else than a list of results");
    }
    var found = new ArrayList<Found>(results.size());
    int length = text.codePointCount(0, text.length());
    for (JsonNode result : results) {
      found.add(found(result, text, length));
    }
    return List.copyOf(found);
  }

  private static Found found(JsonNode result, String text, int length) {
    if (!result.isObject() || !FIELDS.containsAll(result.propertyNames())) {
      throw malformed("a result with unknown fields");
    }
    JsonNode start = result.path("start");
    JsonNode end = result.path("end");
    JsonNode type = result.path("entity_type");
    JsonNode score = result.path("score");
    if (!start.isInt() || !end.isInt() || !type.isString() || !score.isNumber()) {
      throw malformed("a result that lacks a field");
    }
    if (start.intValue() < 0 || end.intValue() <= start.intValue() || end.intValue() > length) {
      throw malformed("a span outside its text");
    }
    if (!TYPE.matcher(type.stringValue()).matches()
        || !(score.doubleValue() >= 0 && score.doubleValue() <= 1)) {
      throw malformed("a type or score that is none");
    }
    int from = text.offsetByCodePoints(0, start.intValue());
    int to = text.offsetByCodePoints(from, end.intValue() - start.intValue());
    return new Found(from, to, type.stringValue(), score.doubleValue());
  }

  /** Answers when the server is there. */
  HttpSystem.Answer health() throws IOException {
    return http.get(List.of("health"));
  }

  /** The entity types it can find. */
  Set<String> supportedEntities() throws IOException {
    return strings(http.get(List.of("supportedentities")));
  }

  /** The names of its recognisers. */
  Set<String> recognizers() throws IOException {
    return strings(http.get(List.of("recognizers")));
  }

  private Set<String> strings(HttpSystem.Answer answer) {
    JsonNode list = parse(answer);
    if (!list.isArray() || list.isEmpty()) {
      throw malformed("no list");
    }
    var strings = new TreeSet<String>();
    for (JsonNode each : list) {
      if (!each.isString()) {
        throw malformed("a list of something else than names");
      }
      strings.add(each.stringValue());
    }
    return strings;
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
        "presidio answered with "
            + what
            + ": check that PRESIDIO_ANALYZER_URL is a Presidio analyzer of 2.2.361 or later",
        true);
  }
}
