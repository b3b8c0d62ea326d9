package org.faultmaven.standalone.tracing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The wire format of Protocol Buffers, as far as messages and bytes: numbers are skipped. */
final class ProtobufMessage {
  /** A field of bytes, a text or a message. */
  record Field(int number, byte[] bytes) {}

  private final List<Field> fields = new ArrayList<>();

  ProtobufMessage(byte[] bytes) {
    ByteBuffer from = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (from.hasRemaining()) {
      long tag = varint(from);
      int number = Math.toIntExact(tag >>> 3);
      switch ((int) (tag & 7)) {
        case 0 -> varint(from);
        case 1 -> from.getLong();
        case 2 -> {
          byte[] value = new byte[Math.toIntExact(varint(from))];
          from.get(value);
          fields.add(new Field(number, value));
        }
        case 5 -> from.getInt();
        default -> throw new IllegalArgumentException("no protobuf");
      }
    }
  }

  private static long varint(ByteBuffer from) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = from.get();
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  Stream<Field> fields(int number) {
    return fields.stream().filter(field -> field.number() == number);
  }

  List<ProtobufMessage> messages(int number) {
    return fields(number).map(field -> new ProtobufMessage(field.bytes())).toList();
  }
}
