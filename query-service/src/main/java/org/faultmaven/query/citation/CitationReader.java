package org.faultmaven.query.citation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.record.Citation;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.topic.SanitizedTopic;
import org.faultmaven.contracts.topic.TopicHeaders;

/** Reads cited lines back from the clean topic they stand in. */
final class CitationReader {
  private static final Duration POLL = Duration.ofMillis(100);

  /** What became of a citation. */
  sealed interface Outcome {
    /** These are the cited lines: their hash is the citation's. */
    record Found(List<String> lines) implements Outcome {
      public Found {
        lines = List.copyOf(lines);
      }
    }

    /** They stand there no more, or never did. */
    record Gone() implements Outcome {}

    /** The topic has no such partition. */
    record NoPartition() implements Outcome {}

    /** The records are larger than an answer may be. */
    record TooLarge() implements Outcome {}
  }

  private final ConsumerPool pool;
  private final Duration patience;
  private final long maxBytes;
  private final Predicate<String> documentLives;

  /**
   * @param patience after which the log counts as away
   * @param maxBytes the most bytes of the records of one citation
   * @param documentLives whether a document, by its id, is not deleted
   */
  CitationReader(
      ConsumerPool pool, Duration patience, long maxBytes, Predicate<String> documentLives) {
    this.pool = pool;
    this.patience = patience;
    this.maxBytes = maxBytes;
    this.documentLives = documentLives;
  }

  /**
   * @throws BackendException retryable, while Kafka is away or slow
   */
  Outcome read(SanitizedTopic topic, CitedRange cited) {
    return pool.use(consumer -> read(consumer, topic, cited));
  }

  private Outcome read(Consumer<byte[], byte[]> consumer, SanitizedTopic topic, CitedRange cited) {
    var partition = new TopicPartition(topic.name(), cited.partition());
    if (consumer.partitionsFor(topic.name()).stream()
        .noneMatch(info -> info.partition() == cited.partition())) {
      return new Outcome.NoPartition();
    }
    var only = List.of(partition);
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(only);
    Map<TopicPartition, Long> ends = consumer.endOffsets(only);
    if (cited.offset() < begins.getOrDefault(partition, 0L)
        || cited.lastOffset() >= ends.getOrDefault(partition, 0L)) {
      return new Outcome.Gone();
    }
    consumer.assign(only);
    consumer.seek(partition, cited.offset());
    return collect(consumer, topic, partition, cited);
  }

  private Outcome collect(
      Consumer<byte[], byte[]> consumer,
      SanitizedTopic topic,
      TopicPartition partition,
      CitedRange cited) {
    var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    long bytes = 0;
    long deadline = System.nanoTime() + patience.toNanos();
    while (consumer.position(partition) <= cited.lastOffset()) {
      if (System.nanoTime() - deadline > 0) {
        throw new BackendException("Kafka did not give the cited records in time", true);
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL).records(partition)) {
        if (record.offset() <= cited.lastOffset() && isOf(cited.source(), record)) {
          records.add(record);
          bytes += record.serializedValueSize();
        }
      }
      if (bytes > maxBytes) {
        return new Outcome.TooLarge();
      }
    }
    // A fetch at an offset that is gone goes on at the next record: both ends must be the cited.
    if (records.isEmpty()
        || records.getFirst().offset() != cited.offset()
        || records.getLast().offset() != cited.lastOffset()) {
      return new Outcome.Gone();
    }
    if (!stillThere(records.getFirst())) {
      return new Outcome.Gone();
    }
    return pick(records.stream().map(topic::text).toList(), cited);
  }

  /** A deleted document stands in its topic until compaction; its entries are gone at once. */
  private boolean stillThere(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null) {
      return true;
    }
    String key = new String(record.key(), UTF_8);
    int slash = key.indexOf('/');
    return slash < 0 || documentLives.test(key.substring(0, slash));
  }

  private static boolean isOf(String source, ConsumerRecord<byte[], byte[]> record) {
    return record.value() != null
        && source.equals(TopicHeaders.text(record.headers(), TopicHeaders.SOURCE));
  }

  private static Outcome pick(List<SanitizedText> records, CitedRange cited) {
    var lines = new ArrayList<String>();
    for (int i = 0; i < records.size(); i++) {
      List<String> all = Citation.lines(records.get(i).text());
      int first = i == 0 ? cited.firstLine() - 1 : 0;
      int last = i == records.size() - 1 ? cited.lastLine() : all.size();
      if (first >= all.size() || last > all.size()) {
        return new Outcome.Gone();
      }
      lines.addAll(all.subList(first, last));
    }
    if (!Citation.sha256(lines).equals(cited.sha256())) {
      return new Outcome.Gone();
    }
    return new Outcome.Found(lines);
  }
}
