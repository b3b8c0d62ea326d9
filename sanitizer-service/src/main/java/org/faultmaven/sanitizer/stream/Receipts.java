package org.faultmaven.sanitizer.stream;

import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.faultmaven.contracts.record.Fragment;
import org.faultmaven.contracts.record.Verdict;
import org.faultmaven.contracts.topic.TopicHeaders;
import org.faultmaven.sanitizer.format.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a clean record: the producer's own, sanitised, and the receipt of what was done.
 */
public final class Receipts {
  private final Judge judge;

  public Receipts(Judge judge) {
    this.judge = judge;
  }

  /**
   * The raw headers sanitised, names and values; our own prefix is dropped, since anybody may write
   * it, and so is a value that is no text.
   */
  public Headers sanitised(Headers raw) {
    var fragments = new ArrayList<Fragment>();
    for (Header header : raw) {
      String value =
          header.key().startsWith(TopicHeaders.PREFIX) ? null : Utf8.decodeOrNull(header.value());
      if (value != null) {
        fragments.add(Fragment.of(header.key()));
        fragments.add(new Fragment(value, header.key()));
      }
    }
    var clean = new RecordHeaders();
    if (!fragments.isEmpty()) {
      var verdicts =
          judge.sanitizer().sanitize(judge.tenant(), fragments, judge.policy()).iterator();
      while (verdicts.hasNext()) {
        clean.add(verdicts.next().text().text(), verdicts.next().text().toBytes());
      }
    }
    return clean;
  }

  /** Adds what a receipt says. */
  public void write(Headers clean, Map<String, Integer> counts, byte[] rawValue) {
    TopicHeaders.put(
        clean, TopicHeaders.POLICY, judge.policy().name() + "/" + judge.policy().version());
    TopicHeaders.put(clean, TopicHeaders.SANITIZER, judge.sanitizer().id());
    String entities =
        new TreeMap<>(counts)
            .entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining(","));
    TopicHeaders.put(clean, TopicHeaders.ENTITIES, entities);
    TopicHeaders.put(
        clean, TopicHeaders.RAW_HASH, judge.hash().of("raw", judge.tenant(), rawValue));
  }

  /** The sender's time: its header when it is a number, else the record's. */
  public static void writeSentAt(Headers clean, Headers raw, long recordTime) {
    TopicHeaders.put(
        clean,
        TopicHeaders.SENT_AT,
        Long.toString(TopicHeaders.number(raw, TopicHeaders.SENT_AT, recordTime)));
  }

  /** A short raw text (a source, a title) sanitised. */
  public Verdict sanitised(String text, @Nullable String label) {
    return judge
        .sanitizer()
        .sanitize(judge.tenant(), java.util.List.of(new Fragment(text, label)), judge.policy())
        .getFirst();
  }

  /** Headers of a dead letter: as they came, with where from and why. */
  public static Headers deadLetter(Headers raw, String origin, String stage, String reason) {
    var headers = new RecordHeaders(raw.toArray());
    headers.remove(TopicHeaders.REPLAY_OF);
    headers.remove(TopicHeaders.REPLAYED);
    TopicHeaders.put(headers, TopicHeaders.ORIGIN, origin);
    TopicHeaders.put(headers, TopicHeaders.ERROR_STAGE, stage);
    TopicHeaders.put(headers, TopicHeaders.ERROR_CLASS, reason);
    return headers;
  }
}
