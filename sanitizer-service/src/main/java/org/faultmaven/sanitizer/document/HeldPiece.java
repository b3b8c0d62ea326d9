package org.faultmaven.sanitizer.document;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A raw piece as it came, with where it came from: kept until its document is complete, and handed
 * to the dead letters as it is when that can't be judged.
 */
@SuppressWarnings("ArrayRecordComponent") // moved between a store and a topic, never compared
record HeldPiece(String origin, byte @Nullable [] key, Headers headers, byte[] value) {

  byte[] toBytes() {
    try {
      var bytes = new ByteArrayOutputStream(value.length + 256);
      var out = new DataOutputStream(bytes);
      out.writeUTF(origin);
      write(out, key);
      Header[] all = headers.toArray();
      out.writeInt(all.length);
      for (Header header : all) {
        out.writeUTF(header.key());
        write(out, header.value());
      }
      write(out, value);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("a header's name is too long", e);
    }
  }

  static HeldPiece fromBytes(byte[] stored) {
    try {
      var in = new DataInputStream(new ByteArrayInputStream(stored));
      String origin = in.readUTF();
      byte[] key = read(in);
      var headers = new RecordHeaders();
      for (int left = in.readInt(); left > 0; left--) {
        headers.add(in.readUTF(), read(in));
      }
      byte[] value = read(in);
      return new HeldPiece(origin, key, headers, value == null ? new byte[0] : value);
    } catch (IOException e) {
      throw new UncheckedIOException("a held piece is broken", e);
    }
  }

  private static void write(DataOutputStream out, byte @Nullable [] bytes) throws IOException {
    out.writeInt(bytes == null ? -1 : bytes.length);
    if (bytes != null) {
      out.write(bytes);
    }
  }

  private static byte @Nullable [] read(DataInputStream in) throws IOException {
    int length = in.readInt();
    return length < 0 ? null : in.readNBytes(length);
  }
}
