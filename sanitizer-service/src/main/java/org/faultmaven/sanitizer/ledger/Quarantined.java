package org.faultmaven.sanitizer.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.faultmaven.contracts.topic.TopicHeaders;
import org.faultmaven.sanitizer.format.RawRecord;
import org.jspecify.annotations.Nullable;

/**
 * Which records are in the dead letters, by where they came from. A replay is believed only when it
 * names one of them: anybody may write the header.
 */
public final class Quarantined {
  public static final String STORE = "quarantined";

  /**
   * @param origin {@code topic/partition/offset} it came from first
   * @param document what it is a part of, or empty
   */
  public record Letter(String origin, String document) {
    /** Whether it is a piece of that document, and not of another that somebody names. */
    public boolean isOf(String documentId) {
      return document.startsWith(documentId + "/");
    }
  }

  private final KeyValueStore<String, byte[]> store;

  public Quarantined(KeyValueStore<String, byte[]> store) {
    this.store = store;
  }

  /**
   * @param document what it is a part of, or empty
   */
  public void add(String origin, String document, Instant at) {
    store.put(origin, (at.toEpochMilli() + " " + document).getBytes(UTF_8));
  }

  /** The letter that a record replays, or null when it is no replay of one that is known. */
  public @Nullable Letter replayedBy(RawRecord record) {
    String origin = TopicHeaders.text(record.headers(), TopicHeaders.REPLAY_OF);
    if (origin == null || !origin.startsWith(record.topic() + "/" + record.partition() + "/")) {
      return null;
    }
    byte @Nullable [] known = store.get(origin);
    if (known == null) {
      return null;
    }
    String text = new String(known, UTF_8);
    return new Letter(origin, text.substring(text.indexOf(' ') + 1));
  }

  public void remove(String origin) {
    store.delete(origin);
  }

  /**
   * Forgets what the dead letters no longer hold. Their records stay counted as quarantined; they
   * can't be sent again.
   */
  public void forgetBefore(Instant time) {
    var old = new ArrayList<String>();
    try (KeyValueIterator<String, byte[]> letters = store.all()) {
      while (letters.hasNext()) {
        KeyValue<String, byte[]> letter = letters.next();
        String text = new String(letter.value, UTF_8);
        if (Long.parseLong(text.substring(0, text.indexOf(' '))) < time.toEpochMilli()) {
          old.add(letter.key);
        }
      }
    }
    old.forEach(store::delete);
  }
}
