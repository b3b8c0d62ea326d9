package org.faultmaven.contracts.record;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the indexer commits with its offset, as the offset's metadata: counts and what it needs to
 * go on after a restart.
 *
 * @param sequence sequence number of the last clean record that is indexed
 * @param indexed records indexed (repeats, duplicates and blank lines too), less those deleted
 *     since
 * @param deleted records deleted
 * @param rebuildFrom offset from which the open block is read again after a restart
 * @param carry the indexer's own state at that offset, without commas
 */
public record IndexedPosition(
    long sequence, long indexed, long deleted, long rebuildFrom, String carry) {
  private static final String VERSION = "1";
  private static final Pattern FORM =
      Pattern.compile(
          VERSION + ",(-?\\d{1,18}),(-?\\d{1,18}),(-?\\d{1,18}),(-?\\d{1,18}),(.*)",
          Pattern.DOTALL);

  public String toMetadata() {
    return String.join(
        ",",
        VERSION,
        Long.toString(sequence),
        Long.toString(indexed),
        Long.toString(deleted),
        Long.toString(rebuildFrom),
        carry);
  }

  /**
   * @throws IllegalArgumentException when it is not what this class writes, nor empty
   */
  public static IndexedPosition fromMetadata(String metadata, long offset) {
    if (metadata.isEmpty()) {
      return new IndexedPosition(0, 0, 0, offset, "");
    }
    Matcher form = FORM.matcher(metadata);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "the indexer's committed metadata has a format this version can't read; reset its"
              + " consumer group");
    }
    return new IndexedPosition(
        Long.parseLong(form.group(1)),
        Long.parseLong(form.group(2)),
        Long.parseLong(form.group(3)),
        Long.parseLong(form.group(4)),
        form.group(5));
  }
}
