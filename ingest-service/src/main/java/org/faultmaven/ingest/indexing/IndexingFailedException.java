package org.faultmaven.ingest.indexing;

import java.io.Serial;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.record.NewerFormatException;

/**
 * A batch could not be made durable; it is read again. Says the class of what happened, which holds
 * no content.
 */
final class IndexingFailedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  IndexingFailedException(RuntimeException cause) {
    super(
        cause instanceof BackendException || cause instanceof NewerFormatException
            ? String.valueOf(cause.getMessage())
            : cause.getClass().getName());
  }
}
