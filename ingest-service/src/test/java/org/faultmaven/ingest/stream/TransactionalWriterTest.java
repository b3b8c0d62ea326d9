package org.faultmaven.ingest.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.faultmaven.contracts.port.BackendException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TransactionalWriterTest {
  private final List<MockProducer<byte[], byte[]>> made = new ArrayList<>();
  private final List<Consumer<MockProducer<byte[], byte[]>>> faults = new ArrayList<>();
  private final TransactionalWriter writer =
      new TransactionalWriter(
          () -> {
            var producer =
                new MockProducer<>(
                    true, null, new ByteArraySerializer(), new ByteArraySerializer());
            if (made.size() < faults.size()) {
              faults.get(made.size()).accept(producer);
            }
            made.add(producer);
            return producer;
          });

  @AfterEach
  void close() {
    writer.close();
    assertThat(made).allMatch(MockProducer::closed);
  }

  @Test
  void oneProducerCommitsEveryTransaction() {
    List<RecordMetadata> written = writer.write(records("a", "b"));
    assertThat(written).extracting(RecordMetadata::offset).containsExactly(0L, 1L);
    assertThat(writer.write(records("c"))).hasSize(1);
    assertThat(made).hasSize(1);
    assertThat(made.getFirst().commitCount()).isEqualTo(2);
    assertThat(made.getFirst().history()).hasSize(3);
  }

  @Test
  void aRecordThatIsRefusedAbortsAllOfThem() {
    faults.add(producer -> producer.sendException = new RecordTooLargeException("1 MiB"));
    BackendException refusal = refusal();
    assertThat(refusal.retryable()).isFalse();
    assertThat(refusal).hasMessageContaining("RecordTooLargeException", "nothing was taken");
    assertThat(made.getFirst().transactionAborted()).isTrue();
    assertThat(made.getFirst().history()).isEmpty();

    assertThat(writer.write(records("next"))).hasSize(1);
    assertThat(made).hasSize(2);
  }

  @Test
  void aProducerThatKafkaForgotIsReplacedWithoutTheCallerSeeingIt() {
    writer.write(records("first"));
    made.getFirst().sendException = new InvalidPidMappingException("idle");
    assertThat(writer.write(records("next"))).hasSize(1);
    assertThat(made).hasSize(2);
    assertThat(made.getLast().history()).hasSize(1);
  }

  @Test
  void aNewProducerThatIsFencedIsNotReplacedOnceMore() {
    faults.add(producer -> producer.sendException = new ProducerFencedException("x"));
    assertThat(refusal()).hasMessageContaining("nothing was taken");
    assertThat(made).hasSize(1);
    assertThat(made.getFirst().closed()).isTrue();
  }

  @Test
  void aWriterThatMustStillBeOpenIsNeverReplaced() {
    writer.open();
    assertThat(writer.writeIfStillOpen(records("first"))).hasSize(1);
    made.getFirst().sendException = new ProducerFencedException("another");
    for (int i = 0; i < 2; i++) {
      BackendException closed =
          catchThrowableOfType(
              BackendException.class, () -> writer.writeIfStillOpen(records("next")));
      assertThat(closed.retryable()).isTrue();
      assertThat(closed).hasMessageContaining("nothing was taken");
    }
    assertThat(made).hasSize(1);
  }

  @Test
  void aCommitThatTimesOutIsAskedForAgainAndIsInDoubtAfterThat() {
    faults.add(producer -> producer.commitTransactionException = new TimeoutException("slow"));
    BackendException doubt = refusal();
    assertThat(doubt.retryable()).isTrue();
    assertThat(doubt).hasMessageContaining("it is not known whether it was taken");
    assertThat(made.getFirst().transactionAborted()).isFalse();
    assertThat(writer.write(records("next"))).hasSize(1);
  }

  @Test
  void aCommitThatIsFencedIsInDoubtToo() {
    faults.add(producer -> producer.commitTransactionException = new ProducerFencedException("x"));
    assertThat(refusal()).hasMessageContaining("it is not known whether it was taken");
    assertThat(made).hasSize(1);
  }

  @Test
  void aProducerThatCannotBeOpenedIsThrownAway() {
    faults.add(producer -> producer.initTransactionException = new TimeoutException("away"));
    faults.add(
        producer ->
            producer.initTransactionException = new TopicAuthorizationException("not yours"));
    assertThat(refusal().retryable()).isTrue();
    assertThat(refusal().retryable()).isFalse();
    writer.open();
    assertThat(writer.write(records("next"))).hasSize(1);
    assertThat(made).hasSize(3);
  }

  @Test
  void anAbortThatFailsDoesNotHideTheReason() {
    faults.add(
        producer -> {
          producer.flushException = new KafkaException("flush");
          producer.abortTransactionException = new TimeoutException("abort");
          producer.closeException = new KafkaException("close");
        });
    assertThat(refusal()).hasMessageContaining("(KafkaException)");
    made.getFirst().closeException = null;
    made.getFirst().close();
  }

  private BackendException refusal() {
    return catchThrowableOfType(BackendException.class, () -> writer.write(records("a", "b")));
  }

  private static List<ProducerRecord<byte[], byte[]>> records(String... values) {
    var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
    for (String value : values) {
      records.add(new ProducerRecord<>("topic", value.getBytes(UTF_8)));
    }
    return records;
  }
}
