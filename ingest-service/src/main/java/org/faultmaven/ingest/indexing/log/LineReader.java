package org.faultmaven.ingest.indexing.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.faultmaven.contracts.record.Citation;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.ingest.indexing.time.FoundTime;
import org.faultmaven.ingest.indexing.time.Timestamps;
import org.jspecify.annotations.Nullable;

/** The lines of a clean record, blank ones too. A JSON event is one, whatever stands in it. */
final class LineReader {
  private final Timestamps timestamps;

  LineReader(Timestamps timestamps) {
    this.timestamps = timestamps;
  }

  List<LogLine> read(CleanLog log) {
    SanitizedText value = log.value();
    Optional<EventFields> event = EventFields.of(value.text().strip());
    if (event.isPresent()) {
      return List.of(event(log, event.get()));
    }
    var lines = new ArrayList<LogLine>();
    List<String> all = Citation.lines(value.text());
    for (int i = 0; i < all.size(); i++) {
      lines.add(line(log, i + 1, value.derive(all.get(i))));
    }
    return lines;
  }

  private LogLine line(CleanLog log, int number, SanitizedText line) {
    @Nullable FoundTime time = timestamps.find(line.text(), log.sentAt()).orElse(null);
    return new LogLine(
        log.offset(),
        number,
        List.of(line.text()),
        line,
        Shape.of(line, time),
        time == null ? null : time.at(),
        time == null && Continuation.of(line.text()));
  }

  private LogLine event(CleanLog log, EventFields event) {
    SanitizedText message = log.value().derive(event.message());
    @Nullable FoundTime inMessage = timestamps.find(message.text(), log.sentAt()).orElse(null);
    Instant at =
        event.times().stream()
            .flatMap(value -> timestamps.ofField(value, log.sentAt()).stream())
            .findFirst()
            .orElse(inMessage == null ? null : inMessage.at());
    // The head alone: a stack trace inside a message belongs to it.
    SanitizedText head = log.value().derive(message.text().lines().findFirst().orElse(""));
    List<String> cited = Citation.lines(log.value().text());
    return new LogLine(log.offset(), 1, cited, message, Shape.of(head, inMessage), at, false);
  }
}
