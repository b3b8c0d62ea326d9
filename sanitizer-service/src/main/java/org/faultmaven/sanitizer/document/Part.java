package org.faultmaven.sanitizer.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Pattern;
import org.apache.kafka.common.header.Headers;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.topic.TopicHeaders;
import org.faultmaven.sanitizer.format.RawRecord;
import org.faultmaven.sanitizer.ledger.Quarantined;
import org.jspecify.annotations.Nullable;

/**
 * Which piece of which upload of which document a record is, by its key and headers. Anybody may
 * have written them.
 *
 * @param document 52 base32 digits: the key, or a keyed hash of whatever else it is
 * @param upload 26 base32 digits, made up from the record's place when the headers have none
 * @param sound whether the headers make sense by themselves
 */
record Part(String document, String upload, int piece, int pieces, boolean sound) {
  /** More pieces than the largest document has. */
  private static final int MAX_PIECES = 1 << 20;

  private static final int UPLOAD_DIGITS = 26;
  private static final Pattern UPLOAD = Pattern.compile("[a-z2-7]{" + UPLOAD_DIGITS + "}");

  /**
   * @param replayed the letter of that document that the record was, if it is sent again
   */
  static Part of(
      RawRecord record,
      String document,
      Quarantined.@Nullable Letter replayed,
      KeyedHash hash,
      Tenant tenant) {
    Headers headers = record.headers();
    boolean foreign =
        headers.lastHeader(TopicHeaders.UPLOAD) == null
            && headers.lastHeader(TopicHeaders.PIECE) == null
            && headers.lastHeader(TopicHeaders.PIECES) == null;
    long piece = foreign ? 0 : TopicHeaders.number(headers, TopicHeaders.PIECE, -1);
    long pieces = foreign ? 1 : TopicHeaders.number(headers, TopicHeaders.PIECES, -1);
    String named = named(headers);
    boolean sound =
        (foreign || named != null) && piece >= 0 && piece < pieces && pieces <= MAX_PIECES;
    String upload;
    if (replayed != null) {
      upload = replayed.document().substring(document.length() + 1);
    } else {
      upload = named != null ? named : madeUp(record, hash, tenant);
    }
    return new Part(document, upload, sound ? (int) piece : 0, sound ? (int) pieces : 1, sound);
  }

  /** The document that a key names. */
  static String document(RawRecord record, KeyedHash hash, Tenant tenant) {
    byte[] key = record.key();
    if (key == null) {
      byte[] value = record.value();
      return hash.of("document", tenant, value == null ? new byte[0] : value);
    }
    String text = new String(key, UTF_8);
    return KeyedHash.FORM.matcher(text).matches() ? text : hash.of("document", tenant, key);
  }

  /** The upload that a record names, or null when it names none. */
  static @Nullable String named(Headers headers) {
    String upload = TopicHeaders.text(headers, TopicHeaders.UPLOAD);
    return upload != null && UPLOAD.matcher(upload).matches() ? upload : null;
  }

  /** What a letter of this part says it belongs to. */
  String letterOf() {
    return document + "/" + upload;
  }

  private static String madeUp(RawRecord record, KeyedHash hash, Tenant tenant) {
    return hash.of("upload", tenant, record.origin()).substring(0, UPLOAD_DIGITS);
  }
}
