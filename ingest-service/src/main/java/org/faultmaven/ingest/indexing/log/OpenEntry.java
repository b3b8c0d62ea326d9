package org.faultmaven.ingest.indexing.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.faultmaven.contracts.record.Citation;
import org.faultmaven.contracts.record.Entry;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.ingest.indexing.EntryIds;

/**
 * An entry of the open block: its first occurrence may still grow by a stack trace, repeats may
 * still come.
 */
final class OpenEntry {
  /**
   * Lines beyond are indexed with the entry, but no longer cited: a citation must stay openable.
   */
  private static final int MAX_CITED_LINES = 500;

  private final String id;
  private final LogLine head;
  private final SanitizedText source;
  private final int maxText;
  private final StringBuilder text = new StringBuilder();
  private final MessageDigest digest = EntryIds.sha256();
  private int citedLines;
  private long lastOffset;
  private int lastLine;
  private Instant firstAt;
  private Instant lastAt;
  private long count = 1;
  private long lastSeenOffset;

  OpenEntry(String id, LogLine head, SanitizedText source, Instant at, int maxText) {
    this.id = id;
    this.head = head;
    this.source = source;
    this.maxText = maxText;
    this.firstAt = at;
    this.lastAt = at;
    this.lastSeenOffset = head.offset();
    append(head);
  }

  String id() {
    return id;
  }

  /** A repeat. */
  void repeat(LogLine line, Instant at) {
    count++;
    firstAt = at.isBefore(firstAt) ? at : firstAt;
    lastAt = at.isAfter(lastAt) ? at : lastAt;
    lastSeenOffset = line.offset();
  }

  /**
   * A line that belongs to the occurrence before it.
   *
   * @param blanks blank lines in between
   */
  void grow(List<LogLine> blanks, LogLine line) {
    lastSeenOffset = line.offset();
    if (count == 1 && citedLines + blanks.size() < MAX_CITED_LINES) {
      blanks.forEach(this::append);
      append(line);
    }
  }

  private void append(LogLine line) {
    for (String cited : line.cited()) {
      if (citedLines++ > 0) {
        digest.update((byte) '\n');
      }
      digest.update(cited.getBytes(UTF_8));
    }
    if (text.length() < maxText) {
      text.append(text.isEmpty() ? "" : "\n").append(line.message().text());
    }
    lastOffset = line.offset();
    lastLine = line.last();
  }

  Entry toEntry(Tenant tenant, String topic, int partition) {
    String shown = text.length() > maxText ? text.substring(0, cut()) : text.toString();
    return new Entry(
        id,
        tenant,
        head.message().derive(shown),
        head.shape(),
        source,
        firstAt,
        lastAt,
        count,
        lastSeenOffset,
        new Citation(
            topic, partition, head.offset(), lastOffset, source, head.first(), lastLine, sha256()),
        null,
        null);
  }

  private int cut() {
    return Character.isHighSurrogate(text.charAt(maxText - 1)) ? maxText - 1 : maxText;
  }

  private String sha256() {
    try {
      return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's SHA-256 can be cloned", e);
    }
  }
}
