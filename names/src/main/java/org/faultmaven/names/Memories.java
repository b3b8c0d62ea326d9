package org.faultmaven.names;

import java.util.ArrayList;
import java.util.List;

/**
 * All that is remembered: how chunks are cut, the rows of each layer, what is known of tokens. The
 * last saves the most, and the first two are asked for most where there are many new words.
 */
record Memories(Memory<Chunk> chunks, List<Memory<Row>> rows, Memory<Judged> judged) {
  private static final int USUAL_CHUNK = 200;
  private static final double CHUNKS = 0.15;
  private static final double ROWS = 0.13;
  private static final double JUDGED = 0.33;

  static Memories of(long bytes) {
    List<Memory<Row>> rows = new ArrayList<>();
    for (int layer = 0; layer < Network.DEPTH; layer++) {
      rows.add(new Memory<>((long) (bytes * ROWS), Row.BYTES));
    }
    return new Memories(
        new Memory<>((long) (bytes * CHUNKS), USUAL_CHUNK),
        List.copyOf(rows),
        new Memory<>((long) (bytes * JUDGED), Judged.BYTES));
  }

  long bytes() {
    return chunks.bytes() + judged.bytes() + rows.stream().mapToLong(Memory::bytes).sum();
  }
}
