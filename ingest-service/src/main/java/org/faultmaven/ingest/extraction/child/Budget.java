package org.faultmaven.ingest.extraction.child;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.faultmaven.ingest.extraction.Refusal;
import org.faultmaven.ingest.extraction.RefusedException;

/** How much more a document may unpack to, all nested archives of it together. */
final class Budget {
  private static final int BUFFER = 1 << 14;

  private long left;

  /**
   * @param bytes in all
   */
  Budget(long bytes) {
    this.left = bytes;
  }

  /** Unpacks all of a stream. */
  byte[] unpack(InputStream packed) throws IOException, RefusedException {
    var unpacked = new ByteArrayOutputStream(BUFFER);
    byte[] buffer = new byte[BUFFER];
    for (int read = packed.read(buffer); read >= 0; read = packed.read(buffer)) {
      take(read);
      unpacked.write(buffer, 0, read);
    }
    return unpacked.toByteArray();
  }

  /** Finds how much a stream unpacks to, and keeps none of it. */
  void measure(InputStream packed) throws IOException, RefusedException {
    byte[] buffer = new byte[BUFFER];
    for (int read = packed.read(buffer); read >= 0; read = packed.read(buffer)) {
      take(read);
    }
  }

  private void take(int bytes) throws RefusedException {
    left -= bytes;
    if (left < 0) {
      throw new RefusedException(Refusal.TOO_LARGE);
    }
  }
}
