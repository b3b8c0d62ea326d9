package org.faultmaven.sanitizer.document;

import java.util.List;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.faultmaven.contracts.topic.RawTopic;
import org.faultmaven.sanitizer.format.RawRecordCodec;
import org.faultmaven.sanitizer.ledger.Ledger;
import org.faultmaven.sanitizer.ledger.Quarantined;

/**
 * What is kept of the documents of one raw partition.
 *
 * @param topic the raw topic
 */
record DocumentStores(
    RawTopic topic,
    int partition,
    Ledger ledger,
    Quarantined quarantined,
    Documents documents,
    HeldPieces held) {
  static DocumentStores of(ProcessorContext<?, ?> context, RawTopic topic) {
    int partition = context.taskId().partition();
    return new DocumentStores(
        topic,
        partition,
        new Ledger(context.getStateStore(Ledger.STORE)),
        new Quarantined(context.getStateStore(Quarantined.STORE)),
        new Documents(context.getStateStore(Documents.STORE)),
        new HeldPieces(
            context.getStateStore(HeldPieces.STORE), new RawRecordCodec(topic.name(), partition)));
  }

  /** Forgets that pieces are in the dead letters: a replay of them would be a new record. */
  void forgetLetters(List<Long> offsets) {
    offsets.forEach(offset -> quarantined.remove(topic.name() + "/" + partition + "/" + offset));
  }
}
