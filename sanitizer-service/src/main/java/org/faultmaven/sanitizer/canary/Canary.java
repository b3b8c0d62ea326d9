package org.faultmaven.sanitizer.canary;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.contracts.topic.TopicHeaders;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.sanitizer.canary.CanaryMeters.Outcome;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a line with made-up secrets to the raw topic of its tenant and looks for them in the clean
 * topic, in the entries and in further places. It knows its own clean record by the keyed hash of
 * the raw value in the receipt, which a sanitizer that masks nothing sets as well. Once a secret
 * was seen it says so and sends no more. A round is for one thread.
 */
public final class Canary implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Canary.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration SEND = Duration.ofSeconds(15);
  private static final String CLEAN = "clean topic";
  private static final String ENTRIES = "entries";

  /** Of how many rounds the secrets are still looked for: entries come after the clean records. */
  private static final int REMEMBERED = 4;

  private final Topics topics;
  private final KeyedHash hash;
  private final Supplier<Producer<byte[], byte[]>> producers;
  private final TopicWatch clean;
  private final TopicWatch entries;
  private final List<Place> places;
  private final Duration patience;
  private final Consumer<String> seen;
  private final CanaryMeters meters;
  private final Clock clock;
  private final RandomGenerator random;
  private final Deque<Place.Sent> sent = new ArrayDeque<>();
  private @Nullable Producer<byte[], byte[]> producer;
  private boolean tripped;

  /**
   * @param topics of the canary's tenant, which is nobody else's
   * @param hash of the installation, to know receipts by
   * @param producers and {@code consumers} make one each time: of bytes, of committed records
   * @param places that are looked at besides the topics; what was sent in the rounds before is
   *     looked for there
   * @param patience how long a canary may take to the clean topic
   * @param seen is told where, once; it is to stop whatever lets raw text pass
   */
  public Canary(
      Topics topics,
      KeyedHash hash,
      Supplier<Producer<byte[], byte[]>> producers,
      Supplier<org.apache.kafka.clients.consumer.Consumer<byte[], byte[]>> consumers,
      List<Place> places,
      Duration patience,
      Consumer<String> seen,
      MeterRegistry meters,
      Clock clock,
      RandomGenerator random) {
    this.topics = topics;
    this.hash = hash;
    this.producers = producers;
    this.clean = new TopicWatch(Set.of(topics.cleanLogs().getFirst().name()), consumers);
    this.entries = new TopicWatch(Set.of(topics.entries().name()), consumers);
    this.places = List.copyOf(places);
    this.patience = patience;
    this.seen = seen;
    this.meters = new CanaryMeters(meters);
    this.clock = clock;
    this.random = random;
    this.meters.place(CLEAN);
    this.meters.place(ENTRIES);
    places.forEach(place -> this.meters.place(place.name()));
  }

  /** Sends one, and looks for what was sent. Fails by metrics and log only. */
  public void round() {
    if (tripped) {
      return;
    }
    try {
      clean.begin();
      entries.begin();
      String place = lookBack();
      if (place == null) {
        place = sendAndLook();
      }
      if (place != null) {
        trip(place);
      }
    } catch (KafkaException | ExecutionException | TimeoutException e) {
      forget();
      meters.ended(Outcome.UNSENT);
      LOG.warn("The leak canary could not be sent ({})", e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Where something of the rounds before is by now, or null. */
  private @Nullable String lookBack() {
    if (clean.readAll(SEND).stream().anyMatch(this::holds)) {
      return CLEAN;
    }
    if (entries.readAll(SEND).stream().anyMatch(this::holds)) {
      return ENTRIES;
    }
    for (Place place : places) {
      try {
        if (!sent.isEmpty() && place.holds(List.copyOf(sent))) {
          return place.name();
        }
      } catch (RuntimeException e) {
        LOG.warn(
            "The leak canary can't look at the {} ({})",
            place.name(),
            e.getClass().getSimpleName());
      }
    }
    return null;
  }

  private @Nullable String sendAndLook()
      throws ExecutionException, TimeoutException, InterruptedException {
    MadeUp secrets = MadeUp.of(random);
    byte[] raw = secrets.line().getBytes(UTF_8);
    sent.addLast(secrets);
    if (sent.size() > REMEMBERED) {
      sent.removeFirst();
    }
    Instant begun = clock.instant();
    var _ =
        producer()
            .send(new ProducerRecord<>(topics.rawLogs().getFirst().name(), raw))
            .get(SEND.toMillis(), TimeUnit.MILLISECONDS);
    String receipt = hash.of("raw", topics.tenant(), raw);
    long deadline = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() - deadline < 0) {
      boolean came = false;
      for (ConsumerRecord<byte[], byte[]> record : clean.read(POLL)) {
        if (holds(record)) {
          return CLEAN;
        }
        came |= receipt.equals(TopicHeaders.text(record.headers(), TopicHeaders.RAW_HASH));
      }
      if (came) {
        Instant now = clock.instant();
        meters.masked(now, Duration.between(begun, now));
        return null;
      }
    }
    meters.ended(Outcome.MISSING);
    LOG.warn("The leak canary did not come out within {}", patience);
    return null;
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
    return sent.stream().anyMatch(each -> each.isIn(text));
  }

  private void trip(String place) {
    tripped = true;
    meters.leaked(place);
    LOG.error("The leak canary was seen in the {}: raw text passes the sanitizer", place);
    seen.accept(place);
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
