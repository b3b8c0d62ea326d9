package org.faultmaven.ingest.document;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.faultmaven.contracts.config.DataSize;
import org.faultmaven.ingest.web.Problem;
import org.springframework.web.ErrorResponseException;

/**
 * Bounds the memory of the uploads under way, since they are held there and not on disk: a request
 * waits for its share, and is answered 503 when that takes too long.
 */
final class UploadMemory {
  /** Body, container's copy, text, pieces and the producer's buffer, at the worst moment. */
  private static final int COPIES = 5;

  private static final int UNIT = 1024;

  private final Semaphore free;
  private final int total;
  private final long limit;
  private final Duration patience;

  /** What needs the memory. */
  interface Work<T> {
    T run(Share share) throws IOException;
  }

  /** What a request has of the memory; not thread-safe. */
  final class Share {
    private final long sent;
    private int held;

    private Share(long sent, int held) {
      this.sent = sent;
      this.held = held;
    }

    /**
     * Makes room for a text that is larger than the document it was in.
     *
     * @throws ErrorResponseException 503 when there is too much under way
     */
    void grow(long bytes) {
      int more = Math.toIntExact(Math.min(Math.max(0, bytes - sent) / UNIT, total - held));
      if (more > 0) {
        acquire(more);
        held += more;
      }
    }
  }

  /**
   * @param heap the most memory there is, in bytes; half of it goes to uploads, and always enough
   *     for one
   * @param limit of an upload
   * @param patience how long a request waits
   */
  UploadMemory(long heap, DataSize limit, Duration patience) {
    this.limit = limit.bytes();
    this.total = Math.toIntExact(Math.max(heap / 2 / COPIES, this.limit) / UNIT + 1);
    this.free = new Semaphore(total, true);
    this.patience = patience;
  }

  /**
   * Does the work with the request's share of memory.
   *
   * @param contentLength of the request; negative when it does not say, and then it may be the
   *     limit
   * @throws ErrorResponseException 503 when there is too much under way
   * @throws IOException as the work does
   */
  <T> T within(long contentLength, Work<T> work) throws IOException {
    long bytes = contentLength < 0 || contentLength > limit ? limit : contentLength;
    int units = Math.toIntExact(Math.min(bytes / UNIT + 1, total));
    acquire(units);
    var share = new Share(bytes, units);
    try {
      return work.run(share);
    } finally {
      free.release(share.held);
    }
  }

  private void acquire(int units) {
    try {
      if (!free.tryAcquire(units, patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw Problem.away(
            "Too many uploads at once", "Send the request again after the time given.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.away("The service is stopping", "Send the request again.");
    }
  }
}
