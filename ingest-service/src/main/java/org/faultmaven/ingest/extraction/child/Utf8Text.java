package org.faultmaven.ingest.extraction.child;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.faultmaven.ingest.extraction.Refusal;
import org.faultmaven.ingest.extraction.RefusedException;

/**
 * Decodes strictly, by what is declared: the sanitiser must judge what was written, and a guess may
 * hide it.
 */
final class Utf8Text {
  private static final int HEAD = 4096;
  private static final Pattern META =
      Pattern.compile(
          "(?i)<(?:meta[^>]*?\\bcharset|\\?xml[^>]*?\\bencoding)\\s*=\\s*[\"']?([\\w.:-]+)");

  private Utf8Text() {}

  /** Text holds no NUL. */
  static boolean isBinary(byte[] bytes) {
    for (byte each : bytes) {
      if (each == 0) {
        return true;
      }
    }
    return false;
  }

  /** The text without a byte order mark. */
  static String decode(byte[] bytes, Charset charset) throws RefusedException {
    try {
      String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\ufeff") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new RefusedException(Refusal.NOT_UTF8);
    }
  }

  /**
   * A page, in the encoding of its byte order mark, else that of the request, else that of the page
   * itself, else UTF-8.
   */
  static String ofHtml(byte[] bytes, String declared) throws RefusedException {
    String head = new String(bytes, 0, Math.min(bytes.length, HEAD), ISO_8859_1);
    if (head.startsWith("\u00ff\u00fe")) {
      return decode(bytes, UTF_16LE);
    }
    if (head.startsWith("\u00fe\u00ff")) {
      return decode(bytes, UTF_16BE);
    }
    if (head.startsWith("\u00ef\u00bb\u00bf")) {
      return decode(bytes, UTF_8);
    }
    Matcher meta = META.matcher(head);
    String name = !declared.isEmpty() ? declared : meta.find() ? meta.group(1) : "UTF-8";
    try {
      return decode(bytes, Charset.forName(name));
    } catch (IllegalArgumentException e) {
      throw new RefusedException(Refusal.NOT_UTF8);
    }
  }
}
