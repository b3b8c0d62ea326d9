package org.faultmaven.sanitizer.canary;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.header.Header;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.contracts.record.Policy;
import org.faultmaven.contracts.topic.TopicHeaders;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.runtime.canary.LeakAlarm;
import org.faultmaven.runtime.canary.MadeUp;
import org.faultmaven.sanitizer.canary.CanaryMeters.Outcome;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends lines with made-up secrets to the raw topic of its tenant, one to each partition, so that
 * every sanitizer that has one is tried, and looks for them in the clean topic and in the entries.
 * It knows its own clean records by the keyed hash of the raw value in the receipt, which a
 * sanitizer that masks nothing sets as well. Once a secret was seen it raises the alarm and sends
 * no more. A round is for one thread.
 */
public final class Canary implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Canary.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration SEND = Duration.ofSeconds(15);
  private static final String PART = "sending";

  /** Of how many rounds the secrets are still looked for: entries come after the clean records. */
  private static final int REMEMBERED = 4;

  private final Topics topics;
  private final KeyedHash hash;
  private final Policy policy;
  private final Supplier<Producer<byte[], byte[]>> producers;
  private final TopicWatch clean;
  private final TopicWatch entries;
  private final Duration patience;
  private final LeakAlarm alarm;
  private final LeakAlarm.Place inClean;
  private final LeakAlarm.Place inEntries;
  private final CanaryMeters meters;
  private final Clock clock;
  private final RandomGenerator random;
  private final Deque<List<MadeUp>> sent = new ArrayDeque<>();
  private @Nullable Producer<byte[], byte[]> producer;

  /**
   * @param topics of the canary's tenant, which is nobody else's
   * @param hash of the installation, to know receipts by
   * @param policy of logs
   * @param producers and {@code consumers} make one each time: of bytes, of committed records
   * @param patience how long a canary may take to the clean topic
   * @param alarm is to stop whatever lets raw text pass
   */
  public Canary(
      Topics topics,
      KeyedHash hash,
      Policy policy,
      Supplier<Producer<byte[], byte[]>> producers,
      Supplier<Consumer<byte[], byte[]>> consumers,
      Duration patience,
      LeakAlarm alarm,
      MeterRegistry meters,
      Clock clock,
      RandomGenerator random) {
    this.topics = topics;
    this.hash = hash;
    this.policy = policy;
    this.producers = producers;
    this.clean = new TopicWatch(Set.of(topics.cleanLogs().getFirst().name()), consumers);
    this.entries = new TopicWatch(Set.of(topics.entries().name()), consumers);
    this.patience = patience;
    this.alarm = alarm;
    this.inClean = alarm.at("clean topic");
    this.inEntries = alarm.at("entries");
    this.meters = new CanaryMeters(meters);
    this.clock = clock;
    this.random = random;
  }

  /** Sends some, and looks for what was sent. Fails by metrics, health and log only. */
  public void round() {
    if (alarm.raised() != null) {
      return;
    }
    try {
      clean.begin();
      entries.begin();
      if (clean.readAll(SEND).stream().anyMatch(this::holds)) {
        leaked(inClean);
      } else if (entriesHold()) {
        leaked(inEntries);
      } else if (sendAndLook()) {
        leaked(inClean);
      }
      alarm.hindered(PART, null);
    } catch (KafkaException | ExecutionException | TimeoutException e) {
      forget();
      meters.ended(Outcome.UNSENT);
      alarm.hindered(PART, why(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void leaked(LeakAlarm.Place place) {
    meters.ended(Outcome.LEAKED);
    place.leaked();
  }

  private boolean entriesHold() {
    for (ConsumerRecord<byte[], byte[]> record : entries.readAll(SEND)) {
      if (holds(record)) {
        return true;
      }
      if (record.value() != null) {
        inEntries.masked(Instant.ofEpochMilli(record.timestamp()));
      }
    }
    return false;
  }

  /** Whether a secret came out. */
  private boolean sendAndLook() throws ExecutionException, TimeoutException, InterruptedException {
    Instant begun = clock.instant();
    Set<String> awaited = send();
    long deadline = System.nanoTime() + patience.toNanos();
    while (!awaited.isEmpty() && System.nanoTime() - deadline < 0) {
      for (ConsumerRecord<byte[], byte[]> record : clean.read(POLL)) {
        if (holds(record)) {
          return true;
        }
        if (awaited.remove(TopicHeaders.text(record.headers(), TopicHeaders.RAW_HASH))) {
          Instant now = clock.instant();
          meters.masked(Duration.between(begun, now));
          inClean.masked(now);
        }
      }
    }
    if (!awaited.isEmpty()) {
      awaited.forEach(_ -> meters.ended(Outcome.MISSING));
      LOG.warn("{} leak canaries did not come out within {}", awaited.size(), patience);
    }
    return false;
  }

  /** By what the receipts of those that were sent will be known. */
  private Set<String> send() throws ExecutionException, TimeoutException, InterruptedException {
    String topic = topics.rawLogs().getFirst().name();
    var round = new ArrayList<MadeUp>();
    // Before anything is on its way: whatever comes of it is known.
    sent.addLast(round);
    if (sent.size() > REMEMBERED) {
      sent.removeFirst();
    }
    var receipts = new HashSet<String>();
    var sending = new ArrayList<Future<RecordMetadata>>();
    for (PartitionInfo partition : producer().partitionsFor(topic)) {
      MadeUp secrets = MadeUp.of(random, policy);
      round.add(secrets);
      byte[] raw = secrets.line().getBytes(UTF_8);
      receipts.add(hash.of("raw", topics.tenant(), raw));
      sending.add(producer().send(new ProducerRecord<>(topic, partition.partition(), null, raw)));
    }
    for (Future<RecordMetadata> each : sending) {
      each.get(SEND.toMillis(), TimeUnit.MILLISECONDS);
    }
    return receipts;
  }

  private boolean holds(ConsumerRecord<byte[], byte[]> record) {
    if (isIn(record.key()) || isIn(record.value())) {
      return true;
    }
    for (Header header : record.headers()) {
      if (isIn(header.value())) {
        return true;
      }
    }
    return false;
  }

  private boolean isIn(byte @Nullable [] bytes) {
    if (bytes == null) {
      return false;
    }
    String text = new String(bytes, UTF_8);
    return sent.stream().flatMap(List::stream).anyMatch(each -> each.isIn(text));
  }

  private String why(Exception e) {
    Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
    return cause instanceof AuthorizationException
        ? "no right to [CREATE, READ, WRITE] topics "
            + topics.rawLogs().getFirst().name().replace("logs.raw", "*")
            + ": grant it to this service's user (docs/topics.md), or set canary.enabled=false"
        : "Kafka did not take it or did not answer (" + cause.getClass().getSimpleName() + ")";
  }

  private Producer<byte[], byte[]> producer() {
    Producer<byte[], byte[]> open = producer;
    if (open == null) {
      open = producers.get();
      producer = open;
    }
    return open;
  }

  private void forget() {
    Producer<byte[], byte[]> open = producer;
    producer = null;
    if (open != null) {
      open.close(Duration.ZERO);
    }
    clean.close();
    entries.close();
  }

  @Override
  public void close() {
    forget();
  }
}
