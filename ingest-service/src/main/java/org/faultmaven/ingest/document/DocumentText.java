package org.faultmaven.ingest.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;
import java.util.Map;
import org.faultmaven.ingest.web.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** Tells text from what is none, by its bytes: names and types that clients send are guesses. */
final class DocumentText {
  private static final String CONVERT =
      " Convert it first, for instance: iconv -f UTF-16 -t UTF-8 FILE, or -f WINDOWS-1252.";

  /** How known formats begin, as Latin-1: the magic(5) database's. */
  private static final Map<String, String> MAGIC =
      Map.ofEntries(
          Map.entry("\u0089PNG\r\n", "a PNG image"),
          Map.entry("\u00ff\u00d8\u00ff", "a JPEG image"),
          Map.entry("GIF8", "a GIF image"),
          Map.entry("%PDF-", "a PDF"),
          Map.entry("PK\u0003\u0004", "a ZIP archive or an Office document"),
          Map.entry("\u001f\u008b", "gzip data; unpack it"),
          Map.entry("(\u00b5/\u00fd", "zstd data; unpack it"),
          Map.entry("BZh", "bzip2 data; unpack it"),
          Map.entry("\u00fd7zXZ", "xz data; unpack it"),
          Map.entry("\u007fELF", "a program"));

  private DocumentText() {}

  /**
   * The text without a byte order mark.
   *
   * @throws ErrorResponseException 400 when there is no text or it is not UTF-8, 415 when it is
   *     binary
   */
  static byte[] checked(byte[] sent) {
    if (startsWith(sent, 0xff, 0xfe) || startsWith(sent, 0xfe, 0xff)) {
      throw notUtf8("The text is UTF-16.");
    }
    refuseBinary(sent);
    byte[] text =
        startsWith(sent, 0xef, 0xbb, 0xbf) ? Arrays.copyOfRange(sent, 3, sent.length) : sent;
    if (!decodes(text)) {
      throw Problem.of(
          HttpStatus.BAD_REQUEST,
          "The document is empty",
          "There is no text in it but blanks. Send the text as the request's body, or the file as"
              + " the part named file (curl -F file=@NAME).");
    }
    return text;
  }

  private static void refuseBinary(byte[] sent) {
    MAGIC.forEach(
        (magic, what) -> {
          if (startsWith(sent, magic.chars().toArray())) {
            throw notText("It begins like " + what + ".");
          }
        });
    for (byte each : sent) {
      if (each == 0) {
        throw notText("It holds NUL characters.");
      }
    }
  }

  /**
   * Decodes all of it in small steps and keeps nothing.
   *
   * @return whether there is anything but white space
   */
  private static boolean decodes(byte[] text) {
    CharsetDecoder decoder =
        UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(text);
    CharBuffer out = CharBuffer.allocate(8192);
    boolean visible = false;
    while (true) {
      CoderResult result = decoder.decode(in, out, true);
      if (result.isError()) {
        throw notUtf8("Byte " + in.position() + " (from 0) is not valid UTF-8.");
      }
      out.flip();
      visible = visible || !out.chars().allMatch(Character::isWhitespace);
      out.clear();
      if (result.isUnderflow()) {
        return visible;
      }
    }
  }

  private static boolean startsWith(byte[] bytes, int... prefix) {
    if (bytes.length < prefix.length) {
      return false;
    }
    for (int i = 0; i < prefix.length; i++) {
      if ((bytes[i] & 0xff) != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  private static ErrorResponseException notUtf8(String what) {
    return Problem.of(HttpStatus.BAD_REQUEST, "The document is not UTF-8", what + CONVERT);
  }

  private static ErrorResponseException notText(String what) {
    return Problem.of(
        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
        "The document is not text",
        what
            + " Text, Markdown, HTML, PDF, Word, PowerPoint, Excel, e-mail, CSV, JSON, XML and gzip"
            + " or zip of these are accepted; of anything else, extract the text first.");
  }
}
