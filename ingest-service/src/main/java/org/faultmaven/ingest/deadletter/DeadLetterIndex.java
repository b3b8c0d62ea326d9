package org.faultmaven.ingest.deadletter;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.faultmaven.contracts.topic.QuarantineReason;
import org.faultmaven.contracts.topic.TopicHeaders;
import org.faultmaven.ingest.stream.TopicView;
import org.jspecify.annotations.Nullable;

/**
 * The dead letters that their topic still has, and which of them were sent again. Keys and values
 * are let go at once. Safe for use by many threads.
 */
final class DeadLetterIndex implements TopicView.Reader {
  private static final Pattern STAGE = Pattern.compile("[a-z0-9-]{1,40}");

  /** Where a marker stands, and since when. */
  private record Marker(Instant at, int partition, long offset) {}

  private final ConcurrentHashMap<Origin, DeadLetter> letters = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Origin, Marker> replayed = new ConcurrentHashMap<>();

  /**
   * @throws IllegalArgumentException when the record is neither a letter nor a marker
   */
  @Override
  public void read(ConsumerRecord<byte[], byte[]> record) {
    Headers headers = record.headers();
    Instant at = Instant.ofEpochMilli(record.timestamp());
    String marker = TopicHeaders.text(headers, TopicHeaders.REPLAYED);
    if (marker != null) {
      replayed.put(origin(marker), new Marker(at, record.partition(), record.offset()));
      return;
    }
    String coordinate = TopicHeaders.text(headers, TopicHeaders.ORIGIN);
    Origin origin = origin(coordinate == null ? "" : coordinate);
    letters.put(
        origin,
        new DeadLetter(
            origin,
            stage(TopicHeaders.text(headers, TopicHeaders.ERROR_STAGE)),
            reason(TopicHeaders.text(headers, TopicHeaders.ERROR_CLASS)),
            at,
            Math.max(0, record.serializedValueSize()),
            record.partition(),
            record.offset()));
  }

  @Override
  public void expired(int partition, long firstOffset) {
    letters.values().removeIf(each -> each.partition() == partition && each.offset() < firstOffset);
    replayed
        .values()
        .removeIf(each -> each.partition() == partition && each.offset() < firstOffset);
  }

  Optional<DeadLetter> find(Origin origin) {
    return Optional.ofNullable(letters.get(origin));
  }

  /** When it was sent again; empty when it was not. */
  Optional<Instant> replayedAt(Origin origin) {
    return Optional.ofNullable(replayed.get(origin)).map(Marker::at);
  }

  /** The newest first. */
  List<DeadLetter> list() {
    return letters.values().stream()
        .sorted(
            Comparator.comparing(DeadLetter::at)
                .thenComparingLong(DeadLetter::offset)
                .reversed()
                .thenComparing(each -> each.origin().toId()))
        .toList();
  }

  /** How many wait to be looked at. */
  long waiting() {
    return letters.keySet().stream().filter(origin -> !replayed.containsKey(origin)).count();
  }

  private static Origin origin(String coordinate) {
    return Origin.fromHeader(coordinate)
        .orElseThrow(() -> new IllegalArgumentException("a dead letter without its origin"));
  }

  /** Headers may be anybody's: what has another form is not repeated. */
  private static String stage(@Nullable String stage) {
    return stage != null && STAGE.matcher(stage).matches() ? stage : "unknown";
  }

  private static @Nullable QuarantineReason reason(@Nullable String name) {
    return Arrays.stream(QuarantineReason.values())
        .filter(reason -> reason.name().equals(name))
        .findFirst()
        .orElse(null);
  }
}
