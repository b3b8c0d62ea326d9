package org.faultmaven.sanitizer.log;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.record.Fragment;
import org.faultmaven.contracts.record.SanitizerCounts;
import org.faultmaven.contracts.record.Verdict;
import org.faultmaven.contracts.topic.QuarantineReason;
import org.faultmaven.contracts.topic.SanitizedTopic;
import org.faultmaven.contracts.topic.TopicHeaders;
import org.faultmaven.sanitizer.format.JsonEvent;
import org.faultmaven.sanitizer.format.RefusedException;
import org.faultmaven.sanitizer.format.Sources;
import org.faultmaven.sanitizer.format.Utf8;
import org.faultmaven.sanitizer.ledger.Ledger;
import org.faultmaven.sanitizer.ledger.Quarantined;
import org.faultmaven.sanitizer.stream.Judge;
import org.faultmaven.sanitizer.stream.Outgoing;
import org.faultmaven.sanitizer.stream.Receipts;
import org.faultmaven.sanitizer.stream.Sinks;
import org.jspecify.annotations.Nullable;

/** One record in, one record out: clean on its own partition, or to the dead letters. */
public final class LogProcessor implements Processor<byte[], byte[], byte[], Outgoing> {
  private static final String KIND = "log";

  private final Judge judge;
  private final Receipts receipts;
  private @Nullable ProcessorContext<byte[], Outgoing> context;
  private @Nullable Ledger ledger;
  private @Nullable Quarantined quarantined;

  public LogProcessor(Judge judge) {
    this.judge = judge;
    this.receipts = new Receipts(judge);
  }

  @Override
  public void init(ProcessorContext<byte[], Outgoing> context) {
    this.context = context;
    this.ledger = new Ledger(context.getStateStore(Ledger.STORE));
    this.quarantined = new Quarantined(context.getStateStore(Quarantined.STORE));
  }

  @Override
  public void process(Record<byte[], byte[]> raw) {
    RecordMetadata from = Sinks.origin(required(context));
    boolean replayed = required(quarantined).takeReplayed(raw.headers(), from).isPresent();
    long accepted = replayed ? 0 : 1;
    long released = replayed ? -1 : 0;
    try {
      Cleaned cleaned = clean(raw, from);
      SanitizerCounts counts =
          required(ledger).count(from, before -> Ledger.plus(before, accepted, released, 0, 0, 1));
      TopicHeaders.put(cleaned.headers(), TopicHeaders.SEQUENCE, Long.toString(counts.forwarded()));
      SanitizedTopic topic = judge.topics().cleanOf(from.topic());
      Sinks.forward(
          required(context),
          Sinks.CLEAN,
          SanitizedTopic.keyBytes(cleaned.key()),
          new Outgoing.Clean(topic, from.partition(), cleaned.verdict().text()),
          cleaned.headers(),
          raw.timestamp());
      judge.meters().sanitized(KIND, raw.value().length, cleaned.verdict().spans());
    } catch (RefusedException e) {
      required(ledger).count(from, before -> Ledger.plus(before, accepted, released + 1, 0, 0, 0));
      required(quarantined).add(Quarantined.origin(from), "");
      Sinks.forward(
          required(context),
          Sinks.DEAD,
          raw.key(),
          new Outgoing.Dead(judge.topics().deadLetters(), raw.value()),
          Receipts.deadLetter(
              raw.headers(), Quarantined.origin(from), "sanitize", e.reason().name()),
          raw.timestamp());
      judge.meters().quarantined(KIND, e.reason());
    }
  }

  private record Cleaned(@Nullable String key, Verdict verdict, Headers headers) {}

  private Cleaned clean(Record<byte[], byte[]> raw, RecordMetadata from) throws RefusedException {
    byte @Nullable [] value = raw.value();
    if (value == null) {
      throw new RefusedException(QuarantineReason.NO_VALUE);
    }
    if (value.length > judge.maxRecordBytes()) {
      throw new RefusedException(QuarantineReason.TOO_LARGE);
    }
    String text = Utf8.decode(value);
    JsonEvent event = JsonEvent.parse(text).orElse(null);
    try {
      Verdict verdict =
          event == null
              ? judge
                  .sanitizer()
                  .sanitize(judge.tenant(), java.util.List.of(Fragment.of(text)), judge.policy())
                  .getFirst()
              : event.sanitize(judge.sanitizer(), judge.tenant(), judge.policy());
      Headers headers = receipts.sanitised(raw.headers());
      receipts.write(headers, verdict.counts(), value);
      Receipts.writeSentAt(headers, raw.headers(), raw.timestamp());
      String source = Sources.of(raw.headers(), event, raw.key(), from.topic());
      headers.add(TopicHeaders.SOURCE, receipts.sanitised(source, null).text().toBytes());
      String key = raw.key() == null ? null : judge.hash().of("key", judge.tenant(), raw.key());
      return new Cleaned(key, verdict, headers);
    } catch (BackendException e) {
      if (e.retryable()) {
        // An outage: nothing passes, and this record is read again.
        throw e;
      }
      throw new RefusedException(QuarantineReason.NOT_JUDGED);
    } catch (RuntimeException e) {
      // A rule failed on this text. Its message may quote the text, so that only the reason goes
      // on.
      throw new RefusedException(QuarantineReason.NOT_JUDGED);
    }
  }

  private static <T> T required(@Nullable T initialised) {
    return java.util.Objects.requireNonNull(initialised, "init comes before process");
  }
}
