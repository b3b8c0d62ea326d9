package org.faultmaven.sanitizer.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.faultmaven.contracts.record.NewerFormatException;
import org.jspecify.annotations.Nullable;

/**
 * A raw record of one partition in a store: when it was held, its offset and timestamp (8 bytes
 * each), its key, its value, and names and values of its headers, each with its length before it (4
 * bytes, -1 for null). The first byte is 0 as long as that is so: the top of the time held, which
 * is small. A later format begins with its number.
 *
 * @param topic of all of them
 * @param partition of all of them
 */
public record RawRecordCodec(String topic, int partition) {
  public byte[] encode(RawRecord record, Instant heldAt) {
    int size = 3 * Long.BYTES + size(record.key()) + size(record.value());
    for (Header header : record.headers()) {
      size += size(header.key().getBytes(UTF_8)) + size(header.value());
    }
    ByteBuffer to = ByteBuffer.allocate(size);
    to.putLong(heldAt.toEpochMilli()).putLong(record.offset()).putLong(record.timestamp());
    put(to, record.key());
    put(to, record.value());
    for (Header header : record.headers()) {
      put(to, header.key().getBytes(UTF_8));
      put(to, header.value());
    }
    return to.array();
  }

  /**
   * @throws NewerFormatException when a later version wrote it
   */
  public static Instant heldAt(byte[] stored) {
    check(stored);
    return Instant.ofEpochMilli(ByteBuffer.wrap(stored).getLong());
  }

  private static void check(byte[] stored) {
    if (stored[0] != 0) {
      throw new NewerFormatException("a held raw record", stored[0] & 0xff);
    }
  }

  /**
   * @throws NewerFormatException when a later version wrote it
   */
  public RawRecord decode(byte[] stored) {
    check(stored);
    ByteBuffer from = ByteBuffer.wrap(stored);
    from.getLong();
    long offset = from.getLong();
    long timestamp = from.getLong();
    byte @Nullable [] key = get(from);
    byte @Nullable [] value = get(from);
    var headers = new RecordHeaders();
    while (from.hasRemaining()) {
      byte[] name = get(from);
      if (name == null) {
        throw new IllegalStateException("a header of a stored record has no name");
      }
      headers.add(new String(name, UTF_8), get(from));
    }
    return new RawRecord(topic, partition, offset, timestamp, key, value, headers);
  }

  private static int size(byte @Nullable [] bytes) {
    return Integer.BYTES + (bytes == null ? 0 : bytes.length);
  }

  private static void put(ByteBuffer to, byte @Nullable [] bytes) {
    to.putInt(bytes == null ? -1 : bytes.length);
    if (bytes != null) {
      to.put(bytes);
    }
  }

  private static byte @Nullable [] get(ByteBuffer from) {
    int length = from.getInt();
    if (length < 0) {
      return null;
    }
    var bytes = new byte[length];
    from.get(bytes);
    return bytes;
  }
}
