package org.faultmaven.names;

import java.util.ArrayList;
import java.util.List;

/**
 * All that is remembered: how chunks are cut, the rows of each layer, what a token's row adds to
 * the windows of the next layer, what is known of tokens. The last saves the most, and the first
 * are asked for most where there are many new words.
 */
record Memories(
    Memory<Chunk> chunks, List<Memory<Row>> rows, Memory<Row> shares, Memory<Judged> judged) {
  private static final int USUAL_CHUNK = 200;
  private static final double CHUNKS = 0.13;
  private static final double ROWS = 0.1;
  private static final double SHARES = 0.14;
  private static final double JUDGED = 0.33;

  static Memories of(long bytes) {
    List<Memory<Row>> rows = new ArrayList<>();
    for (int layer = 0; layer < Network.DEPTH; layer++) {
      rows.add(new Memory<>((long) (bytes * ROWS), Row.BYTES));
    }
    return new Memories(
        new Memory<>((long) (bytes * CHUNKS), USUAL_CHUNK),
        List.copyOf(rows),
        new Memory<>((long) (bytes * SHARES), Row.SHARES_BYTES),
        new Memory<>((long) (bytes * JUDGED), Judged.BYTES));
  }

  long bytes() {
    long ofRows = rows.stream().mapToLong(Memory::bytes).sum();
    return chunks.bytes() + ofRows + shares.bytes() + judged.bytes();
  }
}
