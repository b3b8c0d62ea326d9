package org.faultmaven.ingest.deadletter;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.faultmaven.contracts.topic.QuarantineReason;
import org.faultmaven.ingest.stream.TopicView;
import org.faultmaven.ingest.web.Listed;
import org.faultmaven.ingest.web.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/deadletters}. */
@RestController
@RequestMapping(DeadLetterController.PATH)
final class DeadLetterController {
  static final String PATH = "/api/v1/deadletters";
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final String UNKNOWN = "UNKNOWN";
  private static final String UNKNOWN_ADVICE =
      "The letter names no reason that this version knows. Look at the record itself.";

  private final DeadLetterIndex index;
  private final TopicView view;
  private final Replay replay;

  DeadLetterController(DeadLetterIndex index, TopicView view, Replay replay) {
    this.index = index;
    this.view = view;
    this.replay = replay;
  }

  /**
   * A dead letter as the API shows it: never its content or its key.
   *
   * @param topic of the raw record, as partition and offset are
   * @param at when it was put aside
   * @param bytes size of its value
   * @param replayedAt when it was sent again; absent when it was not
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Answer(
      String id,
      String topic,
      int partition,
      long offset,
      String stage,
      String reason,
      String advice,
      Instant at,
      long bytes,
      @Nullable Instant replayedAt,
      Map<String, String> links) {}

  @GetMapping
  Listed<Answer> list(
      @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "50") int size) {
    Page asked = Page.of(page, size);
    view.refresh(PATIENCE);
    List<DeadLetter> all = index.list();
    return new Listed<>(asked.of(all).stream().map(this::answer).toList(), page, size, all.size());
  }

  @PostMapping("/{id}/replay")
  ResponseEntity<Map<String, Object>> replay(@PathVariable String id) {
    Origin origin = Origin.fromId(id).orElseThrow(Replay::unknown);
    replay.send(origin);
    return ResponseEntity.accepted()
        .body(Map.of("id", origin.toId(), "links", Map.of("list", PATH)));
  }

  private Answer answer(DeadLetter letter) {
    QuarantineReason reason = letter.reason();
    String id = letter.origin().toId();
    return new Answer(
        id,
        letter.origin().topic(),
        letter.origin().partition(),
        letter.origin().offset(),
        letter.stage(),
        reason == null ? UNKNOWN : reason.name(),
        reason == null ? UNKNOWN_ADVICE : reason.advice(),
        letter.at(),
        letter.bytes(),
        index.replayedAt(letter.origin()).orElse(null),
        Map.of("replay", PATH + "/" + id + "/replay"));
  }
}
