package org.faultmaven.sanitizer.log;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.faultmaven.contracts.config.DataSize;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.record.Fragment;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.contracts.record.Receipt;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.record.Verdict;
import org.faultmaven.contracts.topic.QuarantineReason;
import org.faultmaven.contracts.topic.TopicHeaders;
import org.faultmaven.sanitizer.format.Content;
import org.faultmaven.sanitizer.format.Judge;
import org.faultmaven.sanitizer.format.RawRecord;
import org.faultmaven.sanitizer.format.RefusedException;
import org.faultmaven.sanitizer.format.Utf8;
import org.faultmaven.sanitizer.outlet.CleanHeaders;
import org.jspecify.annotations.Nullable;

/** Makes the clean record of a raw one. Keeps nothing; safe for use by many threads. */
public final class LogSanitizer {
  /** A header of the producer's own; of those that are no text there is none. */
  private record Other(String name, @Nullable String value) {}

  private final Judge judge;
  private final KeyedHash hash;
  private final Tenant tenant;
  private final DataSize maxRecord;

  /**
   * @param maxRecord the largest value that is taken
   */
  public LogSanitizer(Judge judge, KeyedHash hash, Tenant tenant, DataSize maxRecord) {
    this.judge = judge;
    this.hash = hash;
    this.tenant = tenant;
    this.maxRecord = maxRecord;
  }

  /**
   * @throws RefusedException when it must not go on
   * @throws BackendException while the sanitiser is away
   */
  CleanLog sanitize(RawRecord raw) throws RefusedException {
    byte[] value = raw.value();
    if (value == null) {
      throw new RefusedException(QuarantineReason.NO_VALUE);
    }
    if (value.length > maxRecord.bytes()) {
      throw new RefusedException(QuarantineReason.TOO_LARGE);
    }
    Content content = Content.of(Utf8.decode(value));
    List<Other> others = others(raw);

    // One call for all of it, and the source last: a copy of what is counted already, or a name.
    var fragments = new ArrayList<>(content.fragments());
    for (Other other : others) {
      fragments.add(Fragment.of(other.name));
      fragments.add(new Fragment(other.value == null ? "" : other.value, other.name));
    }
    fragments.add(Fragment.of(Sources.of(raw, content)));
    List<Verdict> verdicts = judge.judge(fragments);

    int ofContent = content.fragments().size();
    Receipt receipt = judge.receipt(verdicts.subList(0, verdicts.size() - 1), value);
    var headers =
        new CleanHeaders()
            .text(TopicHeaders.SOURCE, verdicts.getLast().text())
            .number(TopicHeaders.SENT_AT, sentAt(raw))
            .receipt(receipt);
    for (int i = 0; i < others.size(); i++) {
      SanitizedText name = verdicts.get(ofContent + 2 * i).text();
      SanitizedText text = verdicts.get(ofContent + 2 * i + 1).text();
      headers.other(name, others.get(i).value == null ? null : text);
    }
    SanitizedText text = content.compose(verdicts.subList(0, ofContent));
    return new CleanLog(key(raw), text, headers, receipt, value.length);
  }

  private @Nullable String key(RawRecord raw) {
    byte[] key = raw.key();
    return key == null ? null : hash.of("key", tenant, key);
  }

  private static long sentAt(RawRecord raw) {
    return TopicHeaders.number(raw.headers(), TopicHeaders.SENT_AT, raw.timestamp());
  }

  private static List<Other> others(RawRecord raw) {
    var others = new ArrayList<Other>();
    for (Header header : raw.headers()) {
      if (header.key().startsWith(TopicHeaders.PREFIX)) {
        continue;
      }
      if (header.value() == null) {
        others.add(new Other(header.key(), null));
      } else {
        String value = Utf8.decodeOrNull(header.value());
        if (value != null) {
          others.add(new Other(header.key(), value));
        }
      }
    }
    return others;
  }
}
