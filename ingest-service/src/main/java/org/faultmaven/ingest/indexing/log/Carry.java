package org.faultmaven.ingest.indexing.log;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.ingest.indexing.EntryIds;

/**
 * The last event time of the sources that were heard last: what a line without a time takes.
 * Bounded, so that it fits into an offset's metadata, where it outlives a restart. With it goes the
 * form of the entries that it belongs to.
 */
final class Carry {
  private static final int SOURCES = 16;
  private static final int DIGITS = 10;
  private static final String FORM = "form:";

  /** Least recently heard first. */
  private final LinkedHashMap<String, Long> millis = new LinkedHashMap<>(32, 0.75f, true);

  private final String form;

  private Carry(String form) {
    this.form = form;
  }

  /**
   * @param form from now on
   */
  static Carry parse(String written, String form) {
    var carry = new Carry(form);
    for (String part : written.split(";", -1)) {
      int colon = part.indexOf(':');
      if (colon == DIGITS) {
        carry.millis.put(part.substring(0, colon), Long.parseLong(part.substring(colon + 1), 36));
      }
    }
    return carry;
  }

  /** What it was written with; nothing when nothing was written. */
  static Optional<String> form(String written) {
    return Arrays.stream(written.split(";", -1))
        .filter(part -> part.startsWith(FORM))
        .map(part -> part.substring(FORM.length()))
        .findFirst();
  }

  void put(SanitizedText source, Instant at) {
    millis.put(key(source), at.toEpochMilli());
    if (millis.size() > SOURCES) {
      millis.remove(millis.keySet().iterator().next());
    }
  }

  Optional<Instant> get(SanitizedText source) {
    return Optional.ofNullable(millis.get(key(source))).map(Instant::ofEpochMilli);
  }

  /** Without commas. */
  @Override
  public String toString() {
    return FORM
        + form
        + millis.sequencedEntrySet().stream()
            .map(
                (Map.Entry<String, Long> entry) ->
                    ";" + entry.getKey() + ":" + Long.toString(entry.getValue(), 36))
            .collect(Collectors.joining());
  }

  private static String key(SanitizedText source) {
    return EntryIds.of(source).substring(0, DIGITS);
  }
}
