package org.faultmaven.ingest.deadletter;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.topic.RawTopic;
import org.faultmaven.contracts.topic.TopicHeaders;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.ingest.stream.TopicView;
import org.faultmaven.ingest.stream.TransactionalWriter;
import org.faultmaven.ingest.web.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * Sends a dead letter again: the record as it came, to the partition it came from, in one
 * transaction with a marker among the dead letters. Never twice, however many instances try: all
 * share one transactional id, so the writer opened last is the only one that can commit, and it
 * reads the markers only once it is open.
 */
final class Replay {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Set<String> OWN =
      Set.of(
          TopicHeaders.ORIGIN,
          TopicHeaders.ERROR_STAGE,
          TopicHeaders.ERROR_CLASS,
          TopicHeaders.REPLAY_OF);

  private final String deadLetters;
  private final Set<String> rawTopics;
  private final Supplier<TransactionalWriter> writers;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final DeadLetterIndex index;
  private final TopicView view;
  private final Counter replays;

  /**
   * @param writers a new writer each time, all of one transactional id
   * @param view that feeds {@code index}
   */
  Replay(
      Topics topics,
      Supplier<TransactionalWriter> writers,
      Supplier<Consumer<byte[], byte[]>> consumers,
      DeadLetterIndex index,
      TopicView view,
      MeterRegistry meters) {
    this.deadLetters = topics.deadLetters().name();
    this.rawTopics =
        Stream.concat(topics.rawLogs().stream(), Stream.of(topics.rawDocuments()))
            .map(RawTopic::name)
            .collect(Collectors.toUnmodifiableSet());
    this.writers = writers;
    this.consumers = consumers;
    this.index = index;
    this.view = view;
    this.replays =
        Counter.builder("faultmaven.deadletters.replays")
            .description("Dead letters sent again")
            .register(meters);
  }

  /**
   * @throws ErrorResponseException 404 when there is no such letter, 409 when it was sent again
   *     before or its topic is none of this installation, 410 when Kafka has let it go
   * @throws BackendException when Kafka does not take it; retryable also when another instance is
   *     replaying at this moment
   */
  synchronized void send(Origin origin) {
    try (TransactionalWriter writer = writers.get()) {
      writer.open();
      view.awaitEnd(PATIENCE);
      DeadLetter letter = index.find(origin).orElseThrow(Replay::unknown);
      if (index.replayedAt(origin).isPresent()) {
        throw Problem.of(
            HttpStatus.CONFLICT,
            "Sent again before",
            "This dead letter was sent again already. If it was refused once more, it is listed"
                + " under a new id.");
      }
      if (!rawTopics.contains(origin.topic())) {
        throw Problem.of(
            HttpStatus.CONFLICT,
            "Its topic is not a raw topic here",
            "Add the topic to kafka.raw-log-topics, then send it again.");
      }
      writer.writeIfStillOpen(List.of(again(origin, letter), marker(origin, letter)));
      view.awaitEnd(PATIENCE);
      replays.increment();
    }
  }

  private ProducerRecord<byte[], byte[]> again(Origin origin, DeadLetter letter) {
    ConsumerRecord<byte[], byte[]> read = read(letter);
    Headers headers = new RecordHeaders();
    read.headers()
        .forEach(
            header -> {
              if (!OWN.contains(header.key())) {
                headers.add(header);
              }
            });
    TopicHeaders.put(headers, TopicHeaders.REPLAY_OF, origin.toHeader());
    return new ProducerRecord<>(
        origin.topic(), origin.partition(), null, read.key(), read.value(), headers);
  }

  private ProducerRecord<byte[], byte[]> marker(Origin origin, DeadLetter letter) {
    Headers headers = new RecordHeaders();
    TopicHeaders.put(headers, TopicHeaders.REPLAYED, origin.toHeader());
    return new ProducerRecord<>(deadLetters, letter.partition(), null, null, null, headers);
  }

  private ConsumerRecord<byte[], byte[]> read(DeadLetter letter) {
    var partition = new TopicPartition(deadLetters, letter.partition());
    try (Consumer<byte[], byte[]> consumer = consumers.get()) {
      consumer.assign(List.of(partition));
      consumer.seek(partition, letter.offset());
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (System.nanoTime() - end < 0) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          if (record.offset() != letter.offset()) {
            throw gone();
          }
          return record;
        }
      }
    } catch (KafkaException e) {
      throw new BackendException(
          "Kafka did not show the dead letter (" + e.getClass().getSimpleName() + ")", true);
    }
    throw new BackendException("Kafka did not show the dead letter in time", true);
  }

  private static ErrorResponseException gone() {
    return Problem.of(
        HttpStatus.GONE,
        "The dead letter is gone",
        "Kafka has let it go after its retention time. Send the record again from where it came.");
  }

  static ErrorResponseException unknown() {
    return Problem.of(
        HttpStatus.NOT_FOUND,
        "No such dead letter",
        "GET /api/v1/deadletters lists them with their ids.");
  }
}
