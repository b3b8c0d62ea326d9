package org.faultmaven.contracts.record;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import org.faultmaven.contracts.record.DocumentEvent.Stage;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a document: the newest event of each stage, each with its offset. Stages are
 * written to different partitions, so they may come in any order; the newest acceptance says which
 * of them count.
 */
public record DocumentState(String id, Map<Stage, Held> stages) {
  /**
   * @param offset of the event, in the one partition that its key belongs to
   */
  public record Held(DocumentEvent event, long offset) {}

  public DocumentState {
    stages = Map.copyOf(stages);
  }

  /** Whether an event of that stage at that offset is newer than what is known of the stage. */
  public boolean isNews(Stage stage, long offset) {
    Held held = stages.get(stage);
    return held == null || held.offset() < offset;
  }

  /** This document after an event. */
  public DocumentState with(DocumentEvent event, long offset) {
    var next = new EnumMap<Stage, Held>(Stage.class);
    next.putAll(stages);
    next.put(event.stage(), new Held(event, offset));
    return new DocumentState(id, next);
  }

  public @Nullable DocumentEvent held(Stage stage) {
    Held held = stages.get(stage);
    return held == null ? null : held.event();
  }

  /**
   * The acceptance that counts: the last one accepted here. A producer that writes to the raw topic
   * itself makes no such event; then it is that of the latest stage.
   */
  public String upload() {
    DocumentEvent accepted = held(Stage.ACCEPTED);
    return accepted != null ? accepted.upload() : latest().upload();
  }

  /** The event of a stage that the newest acceptance reached, else null. */
  public @Nullable DocumentEvent reached(Stage stage) {
    DocumentEvent event = held(stage);
    return event != null && event.upload().equals(upload()) ? event : null;
  }

  /**
   * Where it is. A quarantined document that was sent again is sanitized later than it was
   * quarantined.
   */
  public Stage status() {
    if (isDeleted()) {
      return Stage.DELETED;
    }
    DocumentEvent quarantined = reached(Stage.QUARANTINED);
    DocumentEvent sanitized = reached(Stage.SANITIZED);
    if (quarantined != null && (sanitized == null || !sanitized.at().isAfter(quarantined.at()))) {
      return Stage.QUARANTINED;
    }
    if (reached(Stage.INDEXED) != null) {
      return Stage.INDEXED;
    }
    return sanitized != null ? Stage.SANITIZED : Stage.ACCEPTED;
  }

  /**
   * A deletion names the acceptance it was meant for. One that the indexer came to after it had
   * indexed the newest acceptance is meant for that one too: they come in one order.
   */
  private boolean isDeleted() {
    DocumentEvent deleted = held(Stage.DELETED);
    DocumentEvent indexed = reached(Stage.INDEXED);
    return deleted != null
        && (deleted.upload().equals(upload())
            || (indexed != null && !deleted.at().isBefore(indexed.at())));
  }

  /** When it was accepted, or first heard of. */
  public Instant since() {
    DocumentEvent accepted = held(Stage.ACCEPTED);
    return accepted != null ? accepted.at() : latest().at();
  }

  private DocumentEvent latest() {
    return stages.values().stream()
        .map(Held::event)
        .max(Comparator.comparing(DocumentEvent::at))
        .orElseThrow();
  }
}
