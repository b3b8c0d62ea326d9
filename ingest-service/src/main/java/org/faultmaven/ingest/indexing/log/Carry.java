package org.faultmaven.ingest.indexing.log;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.ingest.indexing.EntryIds;

/**
 * The last event time of the sources that were heard last: what a line without a time takes.
 * Bounded, so that it fits into an offset's metadata, where it outlives a restart.
 */
final class Carry {
  private static final int SOURCES = 16;
  private static final int DIGITS = 10;

  /** Least recently heard first. */
  private final LinkedHashMap<String, Long> millis = new LinkedHashMap<>(32, 0.75f, true);

  static Carry parse(String written) {
    var carry = new Carry();
    for (String part : written.split(";", -1)) {
      int colon = part.indexOf(':');
      if (colon == DIGITS) {
        carry.millis.put(part.substring(0, colon), Long.parseLong(part.substring(colon + 1), 36));
      }
    }
    return carry;
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
    return millis.sequencedEntrySet().stream()
        .map(
            (Map.Entry<String, Long> entry) ->
                entry.getKey() + ":" + Long.toString(entry.getValue(), 36))
        .collect(Collectors.joining(";"));
  }

  private static String key(SanitizedText source) {
    return EntryIds.of(source).substring(0, DIGITS);
  }
}
