package org.faultmaven.sanitizer.log;

import java.time.Clock;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.faultmaven.contracts.config.DataSize;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.record.SanitizerCounts;
import org.faultmaven.contracts.topic.TopicHeaders;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.sanitizer.format.RawRecord;
import org.faultmaven.sanitizer.format.RefusedException;
import org.faultmaven.sanitizer.ledger.Ledger;
import org.faultmaven.sanitizer.ledger.Meters;
import org.faultmaven.sanitizer.ledger.Place;
import org.faultmaven.sanitizer.ledger.Quarantined;
import org.faultmaven.sanitizer.outlet.Outgoing;
import org.faultmaven.sanitizer.outlet.Outlet;
import org.jspecify.annotations.Nullable;

/**
 * One clean record for each raw one, on the same partition number, or one dead letter. While the
 * sanitiser is away it throws: the transaction is aborted, and the record read again.
 */
public final class LogProcessor implements Processor<byte[], byte[], byte[], Outgoing> {
  private final LogSanitizer sanitizer;
  private final Topics topics;
  private final DataSize maxMessage;
  private final Meters meters;
  private final Clock clock;

  // Set by init(), which Streams calls before anything else.
  @SuppressWarnings("NullAway.Init")
  private ProcessorContext<byte[], Outgoing> context;

  @SuppressWarnings("NullAway.Init")
  private Outlet outlet;

  @SuppressWarnings("NullAway.Init")
  private Ledger ledger;

  @SuppressWarnings("NullAway.Init")
  private Quarantined quarantined;

  public LogProcessor(
      LogSanitizer sanitizer, Topics topics, DataSize maxMessage, Meters meters, Clock clock) {
    this.sanitizer = sanitizer;
    this.topics = topics;
    this.maxMessage = maxMessage;
    this.meters = meters;
    this.clock = clock;
  }

  @Override
  public void init(ProcessorContext<byte[], Outgoing> context) {
    this.context = context;
    this.outlet = new Outlet(context, topics.deadLetters(), maxMessage);
    this.ledger = new Ledger(context.getStateStore(Ledger.STORE));
    this.quarantined = new Quarantined(context.getStateStore(Quarantined.STORE));
  }

  /**
   * @throws BackendException while the sanitiser is away
   */
  @Override
  public void process(Record<byte[], byte[]> record) {
    RawRecord raw = RawRecord.of(record, context.recordMetadata().orElseThrow());
    Quarantined.Letter replayed = quarantined.replayedBy(raw);
    Place from = replayed == null ? Place.UNCOUNTED : Place.QUARANTINED;
    try {
      CleanLog clean = sanitizer.sanitize(raw);
      outlet.checkSize(clean.text(), clean.headers());
      forget(replayed);
      forward(raw, clean, ledger.read(raw, from, Place.FORWARDED));
    } catch (RefusedException e) {
      forget(replayed);
      ledger.read(raw, from, Place.QUARANTINED);
      quarantined.add(raw.origin(), "", clock.instant());
      outlet.dead(raw, e.reason());
      meters.quarantined(Meters.Kind.LOG, e.reason());
    }
  }

  private void forward(RawRecord raw, CleanLog clean, SanitizerCounts counts) {
    outlet.clean(
        topics.cleanOf(raw.topic()),
        raw.partition(),
        clean.key(),
        clean.text(),
        clean.headers().number(TopicHeaders.SEQUENCE, counts.forwarded()),
        raw.timestamp());
    meters.clean(Meters.Kind.LOG, clean.rawBytes(), clean.receipt().counts());
  }

  private void forget(Quarantined.@Nullable Letter replayed) {
    if (replayed != null) {
      quarantined.remove(replayed.origin());
    }
  }
}
