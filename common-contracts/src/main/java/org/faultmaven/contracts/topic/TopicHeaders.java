package org.faultmaven.contracts.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The headers of the project's own records. All begin with {@link #PREFIX}; on raw input only
 * {@link #SOURCE}, {@link #SENT_AT} and the document headers are read, every other header with the
 * prefix is dropped, since anybody may write one.
 */
public final class TopicHeaders {
  public static final String PREFIX = "fm.";

  /** Where a record comes from: on input raw, on output sanitised. */
  public static final String SOURCE = "fm.source";

  /**
   * When the sender made the record, epoch milliseconds: the topics themselves carry append time.
   */
  public static final String SENT_AT = "fm.sent-at";

  /**
   * The {@code RecordFormat} of a clean record's headers and value; absent while that is 1. Dropped
   * from raw input as any other of the prefix.
   */
  public static final String FORMAT = "fm.format";

  /** Which piece of a document, from 0. */
  public static final String PIECE = "fm.piece";

  /** How many pieces the document has. */
  public static final String PIECES = "fm.pieces";

  /** Random id of one acceptance of a document: pieces of two uploads never mix. */
  public static final String UPLOAD = "fm.upload";

  /** A document's title: on input raw, on output sanitised. */
  public static final String TITLE = "fm.title";

  /** A document's own time, ISO 8601. */
  public static final String OCCURRED_AT = "fm.occurred-at";

  /** Prefix of a document's labels: {@code fm.label.team}. */
  public static final String LABEL = "fm.label.";

  /**
   * That a document's text is outlined, by {@link #MARKDOWN}: lines that begin with {@code #} are
   * headings, and a form feed begins a page. Any other value counts as none.
   */
  public static final String OUTLINE = "fm.outline";

  /** The one value of {@link #OUTLINE}. */
  public static final String MARKDOWN = "markdown";

  /** The clean record's number in its partition, from 1: what in flight is counted by. */
  public static final String SEQUENCE = "fm.seq";

  /** Receipt: {@code name/version} of the policy. */
  public static final String POLICY = "fm.policy";

  /** Receipt: the sanitiser's id. */
  public static final String SANITIZER = "fm.sanitizer";

  /** Receipt: {@code TYPE=n,TYPE=n}, sorted. */
  public static final String ENTITIES = "fm.entities";

  /** Receipt: keyed hash of the raw value. */
  public static final String RAW_HASH = "fm.raw-hash";

  /** On a tombstone of a document: how many acceptances it deletes. */
  public static final String DELETES = "fm.deletes";

  /**
   * On a replayed raw record: {@code topic/partition/offset} of the record that was quarantined.
   */
  public static final String REPLAY_OF = "fm.replay-of";

  /** On a dead letter: {@code topic/partition/offset} it came from. */
  public static final String ORIGIN = "fm.origin";

  /** On a dead letter: the stage that refused it. */
  public static final String ERROR_STAGE = "fm.error.stage";

  /** On a dead letter: the class of error, one of {@code QuarantineReason}. */
  public static final String ERROR_CLASS = "fm.error.class";

  /** On a marker in the dead letters: the id of the letter that was sent again. */
  public static final String REPLAYED = "fm.replayed";

  private TopicHeaders() {}

  /** The last header of that name as UTF-8 text, or null. */
  public static @Nullable String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
  }

  /** The header as a whole number, or {@code fallback} when absent or none. */
  public static long number(Headers headers, String name, long fallback) {
    String text = text(headers, name);
    if (text == null) {
      return fallback;
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      return fallback;
    }
  }

  /** Sets a header to a text. */
  public static void put(Headers headers, String name, String text) {
    headers.remove(name);
    headers.add(name, text.getBytes(UTF_8));
  }
}
