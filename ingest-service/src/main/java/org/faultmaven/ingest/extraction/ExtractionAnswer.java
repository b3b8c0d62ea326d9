package org.faultmaven.ingest.extraction;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * What the extraction process says: a byte, then the text's length and bytes, or why there is none.
 */
public final class ExtractionAnswer {
  private static final int PLAIN = 0;
  private static final int OUTLINED = 1;
  private static final int REFUSED = 2;

  /** Is told the size of a text before memory is taken for it. */
  public interface Room {
    void take(long bytes);
  }

  private ExtractionAnswer() {}

  public static void write(DataOutputStream out, Extracted extracted) throws IOException {
    out.writeByte(extracted.outlined() ? OUTLINED : PLAIN);
    out.writeInt(extracted.text().length);
    out.write(extracted.text());
    out.flush();
  }

  public static void write(DataOutputStream out, Refusal refusal) throws IOException {
    out.writeByte(REFUSED);
    out.writeUTF(refusal.name());
    out.flush();
  }

  /**
   * @param limit the most bytes that were asked for
   * @throws RefusedException when that is the answer
   * @throws IOException when it is none: the process is not to be trusted any more
   */
  public static Extracted read(DataInputStream in, int limit, Room room)
      throws IOException, RefusedException {
    int first = in.readUnsignedByte();
    if (first == REFUSED) {
      throw new RefusedException(refusal(in.readUTF()));
    }
    int length = in.readInt();
    if (first > REFUSED || length < 0 || length > limit) {
      throw new IOException("no answer of this protocol");
    }
    room.take(length);
    byte[] text = new byte[length];
    in.readFully(text);
    return new Extracted(text, first == OUTLINED);
  }

  private static Refusal refusal(String name) throws IOException {
    try {
      return Refusal.valueOf(name);
    } catch (IllegalArgumentException e) {
      throw new IOException("no answer of this protocol");
    }
  }
}
