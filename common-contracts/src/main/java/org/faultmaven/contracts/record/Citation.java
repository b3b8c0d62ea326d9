package org.faultmaven.contracts.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the sanitised lines themselves stand: a Kafka coordinate with a content hash. Opening it
 * gives exactly these lines or nothing.
 *
 * @param topic the clean topic
 * @param offset the first record
 * @param lastOffset the last record; the range holds the records of {@code source} only, others in
 *     between are skipped
 * @param source the source, sanitised
 * @param firstLine 1-based line inside the first record
 * @param lastLine 1-based line inside the last record
 * @param sha256 lower-case hex of the SHA-256 of the cited lines, joined by LF, in UTF-8
 * @param page 1-based page, slide or sheet of a document; null when it has none
 * @param section the headings above the lines, outermost first; null when there are none
 */
public record Citation(
    String topic,
    int partition,
    long offset,
    long lastOffset,
    SanitizedText source,
    int firstLine,
    int lastLine,
    String sha256,
    @Nullable Integer page,
    @Nullable SanitizedText section) {
  /** The most offsets from the first record to the last, both counted: it must stay openable. */
  public static final long MAX_OFFSETS = 1_000;

  /** Of what has neither pages nor headings, as logs. */
  public Citation(
      String topic,
      int partition,
      long offset,
      long lastOffset,
      SanitizedText source,
      int firstLine,
      int lastLine,
      String sha256) {
    this(topic, partition, offset, lastOffset, source, firstLine, lastLine, sha256, null, null);
  }

  /**
   * The lines of a record's text, as citations count and hash them: what LF, CR LF or CR ends, as
   * {@link String#lines()} has it. An empty text has one empty line.
   */
  public static List<String> lines(String text) {
    return text.isEmpty() ? List.of("") : text.lines().toList();
  }

  /** The hash of cited lines. */
  public static String sha256(List<String> lines) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(String.join("\n", lines).getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
