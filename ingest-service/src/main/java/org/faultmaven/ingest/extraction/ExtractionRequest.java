package org.faultmaven.ingest.extraction;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What the extraction process is asked: one document. Raw.
 *
 * @param name the file's, empty when it has none
 * @param charset that the sender declared, empty when it did not
 * @param limit the most bytes of text
 * @param document not copied
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
public record ExtractionRequest(
    DocumentFormat format, String name, String charset, int limit, byte[] document) {

  private static final int BEGIN = 1;

  public void write(DataOutputStream out) throws IOException {
    out.writeByte(BEGIN);
    out.writeUTF(format.name());
    out.writeUTF(name);
    out.writeUTF(charset);
    out.writeInt(limit);
    out.writeInt(document.length);
    out.write(document);
    out.flush();
  }

  /**
   * @return null at the end of the stream
   * @throws EOFException when it ends inside a request
   */
  public static @Nullable ExtractionRequest read(DataInputStream in) throws IOException {
    if (in.read() != BEGIN) {
      return null;
    }
    DocumentFormat format = DocumentFormat.valueOf(in.readUTF());
    String name = in.readUTF();
    String charset = in.readUTF();
    int limit = in.readInt();
    byte[] document = new byte[in.readInt()];
    in.readFully(document);
    return new ExtractionRequest(format, name, charset, limit, document);
  }

  /** Content-free. */
  @Override
  public String toString() {
    return "ExtractionRequest[" + format + ", " + document.length + " bytes]";
  }
}
