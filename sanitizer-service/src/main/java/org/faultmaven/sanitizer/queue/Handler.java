package org.faultmaven.sanitizer.queue;

import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.sanitizer.format.RawRecord;
import org.faultmaven.sanitizer.outlet.Outgoing;

/** Does with a raw record what is to be done. For the thread of the stream. */
public interface Handler {
  /** Called before anything else, with the stores restored. */
  void init(ProcessorContext<byte[], Outgoing> context);

  /**
   * Handles a record at its turn.
   *
   * @throws NotYetException when it is not judged yet; nothing has changed
   * @throws BackendException while the sanitiser is away, when nothing is judged ahead; nothing has
   *     changed
   */
  void handle(RawRecord record);
}
