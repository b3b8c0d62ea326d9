package org.faultmaven.query.session;

import java.time.Duration;
import java.time.Instant;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.record.Turn;
import org.faultmaven.query.answer.Answer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An answer as a turn keeps it: everything but long texts, which its citations open. */
final class AskedTurn {
  /** Of each piece of evidence. */
  static final int MAX_TEXT = 500;

  private static final JsonMapper MAPPER = new JsonMapper();

  private AskedTurn() {}

  static Turn of(Instant at, Duration took, SanitizedText question, Answer answer) {
    ObjectNode kept = MAPPER.valueToTree(answer);
    for (JsonNode hit : kept.path("evidence")) {
      String text = hit.path("text").stringValue();
      if (text.length() > MAX_TEXT) {
        ((ObjectNode) hit).put("text", start(text) + "…");
      }
    }
    kept.put("tookMs", took.toMillis());
    // Every text in an answer was sanitised before it came there.
    return new Turn(at, question, question.derive(MAPPER.writeValueAsString(kept)));
  }

  private static String start(String text) {
    int end = Character.isHighSurrogate(text.charAt(MAX_TEXT - 1)) ? MAX_TEXT - 1 : MAX_TEXT;
    return text.substring(0, end);
  }
}
