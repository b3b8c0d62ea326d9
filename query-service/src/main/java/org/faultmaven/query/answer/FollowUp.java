package org.faultmaven.query.answer;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.record.Turn;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a question means after those before it. One that says "it" or "then", or hardly anything, is
 * about what was asked last, and in the time that was found then.
 *
 * @param text what to look for
 * @param window where, unless the question says it; all when nothing is known
 */
record FollowUp(SanitizedText text, Window window) {
  /** How long after a time that was looked at something may still come back. */
  private static final Duration AFTERMATH = Duration.ofHours(1);

  /** What happens within it is the same happening. */
  private static final Duration EPISODE = Duration.ofMinutes(5);

  private static final int BEST = 5;

  private static final Pattern REFERS =
      Pattern.compile(
          "(?i)\\b(it|its|that|this|they|them|their|those|these|there|then|again|else|same)\\b");
  private static final Pattern AGAIN = Pattern.compile("(?i)\\bagain\\b");
  private static final Pattern ONWARD =
      Pattern.compile(
          "(?i)\\b(again|later|after(?:wards)?|next|back|recover\\w*|return\\w*|resolved?|fixed"
              + "|end(?:ed)?)\\b");
  private static final JsonMapper JSON = new JsonMapper();

  static FollowUp of(AskedQuestion asked) {
    SanitizedText question = asked.search();
    List<Turn> earlier = asked.earlier();
    if (earlier.isEmpty() || !isFollowing(question.text())) {
      return new FollowUp(question, Window.ALL);
    }
    // "Again" asks for what the investigation is about, anything else for what was asked last.
    boolean again = AGAIN.matcher(question).find();
    Turn subject = again ? earlier.getFirst() : lastByItself(earlier);
    boolean onward = ONWARD.matcher(question).find();
    SanitizedText about = subject.question();
    if (onward && !again) {
      // Who asks how something recovered does not look for how it failed.
      about = about.derive(Lexicon.withoutConcepts(about.text()));
    }
    return new FollowUp(
        SanitizedText.join(" ", List.of(about, question)), window(subject, onward, again));
  }

  private static boolean isFollowing(String question) {
    return REFERS.matcher(question).find() || Lexicon.topics(question).isEmpty();
  }

  private static Turn lastByItself(List<Turn> turns) {
    return turns.reversed().stream()
        .filter(turn -> !isFollowing(turn.question().text()))
        .findFirst()
        .orElse(turns.getFirst());
  }

  private static Window window(Turn subject, boolean onward, boolean again) {
    JsonNode answer = answer(subject);
    Instant from = time(answer.path("window").path("from"));
    Instant to = time(answer.path("window").path("to"));
    if (!onward) {
      return from == null && to == null ? Window.ALL : Window.range(from, to);
    }
    Instant found = found(answer);
    Instant begin = found == null ? from : again ? found.plus(EPISODE) : found;
    return begin == null && to == null
        ? Window.ALL
        : Window.range(begin, to == null ? null : to.plus(AFTERMATH));
  }

  /** The time in the middle of the best evidence: one piece alone may be of another time. */
  private static @Nullable Instant found(JsonNode answer) {
    var times = new ArrayList<Instant>();
    for (JsonNode hit : answer.path("evidence")) {
      Instant time = time(hit.path("lastAt"));
      if (time != null && times.size() < BEST) {
        times.add(time);
      }
    }
    Collections.sort(times);
    return times.isEmpty() ? null : times.get(times.size() / 2);
  }

  private static JsonNode answer(Turn turn) {
    try {
      return JSON.readTree(turn.answer().text());
    } catch (JacksonException e) {
      // A store may hold turns of another version: a follow-up then has no time.
      return JSON.createObjectNode();
    }
  }

  private static @Nullable Instant time(JsonNode node) {
    try {
      return node.isString() ? Instant.parse(node.stringValue()) : null;
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
