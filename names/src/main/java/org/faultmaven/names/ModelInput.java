package org.faultmaven.names;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The primitives of a model's file, each checked against what is left of it. */
final class ModelInput {
  private final ByteBuffer bytes;

  ModelInput(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  int readInt() throws UnfitModelException {
    need(Integer.BYTES);
    return bytes.getInt();
  }

  long readLong() throws UnfitModelException {
    need(Long.BYTES);
    return bytes.getLong();
  }

  /** An int that must lie within bounds, inclusive. */
  int readInt(String what, int min, int max) throws UnfitModelException {
    int value = readInt();
    if (value < min || value > max) {
      throw new UnfitModelException(
          what + " is " + value + ", which is not within " + min + ".." + max);
    }
    return value;
  }

  /** The length of a list whose elements take at least so many bytes. */
  int readCount(int elementBytes) throws UnfitModelException {
    int count = readInt();
    if (count < 0 || (long) count * elementBytes > bytes.remaining()) {
      throw cutShort();
    }
    return count;
  }

  String readText() throws UnfitModelException {
    int length = readCount(1);
    String text = UTF_8.decode(bytes.slice(bytes.position(), length)).toString();
    bytes.position(bytes.position() + length);
    return text;
  }

  /**
   * @throws UnfitModelException also when there are more or fewer
   */
  float[] readFloats(String what, int count) throws UnfitModelException {
    int given = readCount(Float.BYTES);
    if (given != count) {
      throw new UnfitModelException(what + " has " + given + " numbers, not " + count);
    }
    float[] floats = new float[count];
    bytes.asFloatBuffer().get(floats);
    bytes.position(bytes.position() + count * Float.BYTES);
    return floats;
  }

  boolean startsWith(String magic) {
    byte[] expected = magic.getBytes(UTF_8);
    if (bytes.remaining() < expected.length) {
      return false;
    }
    byte[] given = new byte[expected.length];
    bytes.get(given);
    return magic.equals(new String(given, UTF_8));
  }

  void expectEnd() throws UnfitModelException {
    if (bytes.hasRemaining()) {
      throw new UnfitModelException(bytes.remaining() + " bytes too many at its end");
    }
  }

  private void need(int count) throws UnfitModelException {
    if (bytes.remaining() < count) {
      throw cutShort();
    }
  }

  private static UnfitModelException cutShort() {
    return new UnfitModelException("the file is cut short or damaged");
  }
}
