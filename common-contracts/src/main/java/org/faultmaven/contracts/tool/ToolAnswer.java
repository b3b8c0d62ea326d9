package org.faultmaven.contracts.tool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import org.faultmaven.contracts.port.BackendException;

/**
 * What a tool answers. Untrusted text, and raw until it is sanitised.
 *
 * @param ok whether it is the result; else it says why the tool failed
 * @param truncated whether the text was cut at a limit
 */
public record ToolAnswer(boolean ok, String text, boolean truncated) {
  /** A result, cut to a size. */
  public static ToolAnswer ok(String text, int maxBytes) {
    return limited(true, text.getBytes(UTF_8), maxBytes);
  }

  /** A failure: with the message of a {@link BackendException}, and the class of anything else. */
  public static ToolAnswer failed(Throwable failure, int maxBytes) {
    String why =
        failure instanceof BackendException known
            ? String.valueOf(known.getMessage())
            : "the tool failed (" + failure.getClass().getSimpleName() + ")";
    return limited(false, why.getBytes(UTF_8), maxBytes);
  }

  /**
   * A text of UTF-8, cut to a size between characters; what is no UTF-8 is replaced.
   *
   * @param maxBytes the most bytes of it that count
   */
  public static ToolAnswer limited(boolean ok, byte[] utf8, int maxBytes) {
    boolean cut = utf8.length > maxBytes;
    var decoder =
        UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    var bytes = ByteBuffer.wrap(utf8, 0, Math.min(utf8.length, maxBytes));
    var text = CharBuffer.allocate(bytes.remaining() + 1);
    // Not the end of the input when it was cut: half a character is left out then.
    decoder.decode(bytes, text, !cut);
    return new ToolAnswer(ok, text.flip().toString(), cut);
  }

  /** Without what the tool wrote. */
  @Override
  public String toString() {
    return "ToolAnswer[" + (ok ? "ok" : "failed") + ", " + text.length() + " chars]";
  }
}
