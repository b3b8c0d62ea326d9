package org.faultmaven.sanitizer.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.record.Fragment;
import org.faultmaven.contracts.record.Health;
import org.faultmaven.contracts.record.Policies;
import org.faultmaven.contracts.record.Policy;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.record.Verdict;
import org.faultmaven.contracts.topic.KafkaConnection;
import org.faultmaven.redaction.Redaction;
import org.faultmaven.runtime.canary.LeakAlarm;
import org.faultmaven.runtime.canary.MadeUp;
import org.faultmaven.sanitizer.canary.Canary;
import org.faultmaven.sanitizer.support.Pipeline;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

/**
 * The canary through a stream on a real broker, with the engine that ships and with a broken one.
 */
class CanaryIT extends StreamOnBroker {
  private final BreakableSanitizer sanitizer =
      new BreakableSanitizer(Redaction.engine(Pipeline.HASH, List.of()));
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final LeakAlarm alarm = new LeakAlarm(meters, Clock.systemUTC());
  private Canary canary;

  @Override
  protected ISanitizer judging() {
    return sanitizer;
  }

  @Override
  protected Policies policies() {
    return Redaction.policies(config.sanitizer());
  }

  private Canary canary(int seed, Duration patience) {
    alarm.onLeak(stream::halt);
    canary =
        new Canary(
            topics,
            Pipeline.HASH,
            policies().named("logs"),
            () -> new KafkaProducer<>(KafkaConnection.producer(config.kafka())),
            () -> new KafkaConsumer<>(KafkaConnection.consumer(config.kafka())),
            patience,
            alarm,
            meters,
            Clock.systemUTC(),
            new Random(seed));
    return canary;
  }

  @AfterEach
  void closeCanary() {
    canary.close();
  }

  @Test
  void whatIsMaskedComesThroughAndTheStreamGoesOn() {
    canary(1, Duration.ofSeconds(60)).round();
    canary.round();

    assertThat(rounds("masked")).as("one a partition").isEqualTo(2 * PARTITIONS);
    assertThat(leaks()).isZero();
    assertThat(meters.get("faultmaven.canary.tripped").gauge().value()).isZero();
    assertThat(success("clean topic")).isGreaterThan(success("entries"));
    assertThat(meters.get("faultmaven.canary.delay").timer().count()).isEqualTo(2 * PARTITIONS);
    assertThat(read(topics.cleanLogs().getFirst().name()))
        .extracting(record -> new String(record.value(), UTF_8))
        .hasSize(2 * PARTITIONS)
        .allMatch(text -> text.startsWith("the leak canary: "));
    await("the stream is ready", stream::isReady);
  }

  @Test
  void anEngineThatPassesRawTextIsSeenAndTheStreamStops() {
    canary(2, Duration.ofSeconds(60)).round();
    sanitizer.broken = true;

    canary.round();

    assertThat(leaks("clean topic")).isEqualTo(1);
    assertThat(rounds("leaked")).isEqualTo(1);
    assertThat(meters.get("faultmaven.canary.tripped").gauge().value()).isEqualTo(1);
    assertThat(stream.isReady()).isFalse();
    var health = new StreamHealth(stream).health();
    assertThat(health.getStatus()).isEqualTo(Status.DOWN);
    assertThat(health.getDetails().get("state"))
        .isEqualTo(
            "stopped until a restart: the leak canary was seen in the clean topic: raw text passes"
                + " the sanitizer");

    await("the end of the stream", () -> !stream.isRunning());
    int passed = read(topics.cleanLogs().getFirst().name()).size();
    lines(0, 20);
    stream.start();
    canary.round();
    assertThat(stream.isRunning()).as("it does not start again").isFalse();
    assertThat(read(topics.cleanLogs().getFirst().name())).hasSize(passed);
    assertThat(rounds("leaked")).isEqualTo(1);
  }

  @Test
  void aSecretAmongTheEntriesIsSeenInTheNextRound() {
    canary(3, Duration.ofSeconds(60)).round();
    producer.send(
        new ProducerRecord<>(topics.entries().name(), new byte[1], lineOf(3).getBytes(UTF_8)));
    producer.flush();

    canary.round();

    assertThat(leaks("entries")).isEqualTo(1);
    assertThat(stream.halted()).contains("entries");
  }

  @Test
  void whatDoesNotComeOutIsMissingAndNoAlarm() {
    sanitizer.away = true;

    Canary missed = canary(5, Duration.ofMillis(500));
    double begun = success("clean topic");
    missed.round();

    assertThat(rounds("missing")).isEqualTo(PARTITIONS);
    assertThat(leaks()).isZero();
    assertThat(success("clean topic")).as("none since the start").isEqualTo(begun);
    assertThat(stream.halted()).isNull();
    sanitizer.away = false;
  }

  /** What a canary of this seed sent first. */
  private String lineOf(int seed) {
    return MadeUp.of(new Random(seed), policies().named("logs")).line();
  }

  private double success(String place) {
    return meters.get("faultmaven.canary.success.time").tag("place", place).gauge().value();
  }

  private double rounds(String outcome) {
    return meters.get("faultmaven.canary.rounds").tag("outcome", outcome).counter().count();
  }

  private double leaks(String place) {
    return meters.get("faultmaven.canary.leaks").tag("place", place).counter().count();
  }

  private double leaks() {
    return leaks("clean topic") + leaks("entries");
  }

  /** The engine, or one that a bad build made of it: text passes as it came. */
  private static final class BreakableSanitizer implements ISanitizer {
    private final ISanitizer engine;
    private volatile boolean broken;
    private volatile boolean away;

    BreakableSanitizer(ISanitizer engine) {
      this.engine = engine;
    }

    @Override
    public List<Verdict> sanitize(Tenant tenant, List<Fragment> fragments, Policy policy) {
      if (away) {
        throw new BackendException("away", true);
      }
      return broken
          ? fragments.stream().map(each -> Verdict.of(each.text(), List.of())).toList()
          : engine.sanitize(tenant, fragments, policy);
    }

    @Override
    public String id() {
      return engine.id();
    }

    @Override
    public Health check() {
      return Health.up(Duration.ZERO);
    }

    @Override
    public void close() {
      engine.close();
    }
  }
}
