package org.faultmaven.sanitizer.log;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
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
import org.faultmaven.contracts.trace.TraceContext;
import org.faultmaven.sanitizer.format.Content;
import org.faultmaven.sanitizer.format.Judge;
import org.faultmaven.sanitizer.format.RawRecord;
import org.faultmaven.sanitizer.format.RefusedException;
import org.faultmaven.sanitizer.format.Utf8;
import org.faultmaven.sanitizer.outlet.CleanHeaders;
import org.faultmaven.sanitizer.queue.Outcome;
import org.jspecify.annotations.Nullable;

/** Makes the clean record of a raw one. Keeps nothing; safe for use by many threads. */
public final class LogSanitizer {
  /**
   * Anybody's digits, or free text, and nothing to sanitise: a trace that is recorded here is named
   * by the span, and by nothing else.
   */
  private static final Set<String> OF_TRACES = Set.of(TraceContext.HEADER, "tracestate");

  /** A header of the producer's own; of those that are no text there is none. */
  private record Other(String name, @Nullable String value) {}

  /** What is asked about a record: all of its content, its headers, its source. */
  private static final class Questions {
    private final RawRecord raw;
    private final byte[] value;
    private final Content content;
    private final List<Other> others;
    private final List<Fragment> fragments;

    Questions(
        RawRecord raw,
        byte[] value,
        Content content,
        List<Other> others,
        List<Fragment> fragments) {
      this.raw = raw;
      this.value = value;
      this.content = content;
      this.others = others;
      this.fragments = fragments;
    }
  }

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
    Questions questions = questions(raw);
    return clean(questions, judge.judge(questions.fragments));
  }

  /**
   * Many in as few calls as can be.
   *
   * @return one outcome a record, in order
   * @throws BackendException while the sanitiser is away
   */
  List<Outcome<CleanLog>> sanitizeAll(List<RawRecord> raws) {
    List<Outcome<Questions>> questions =
        raws.stream().map(raw -> Outcome.of(() -> questions(raw))).toList();
    Iterator<Outcome<CleanLog>> answers =
        answers(questions.stream().flatMap(Outcome::clean).toList()).iterator();
    return questions.stream().map(one -> one.then(answers::next)).toList();
  }

  /** What fails together is asked again by halves, so that only what fails alone is refused. */
  private List<Outcome<CleanLog>> answers(List<Questions> asked) {
    if (asked.size() <= 1) {
      return asked.stream()
          .map(one -> Outcome.of(() -> clean(one, judge.judge(one.fragments))))
          .toList();
    }
    List<Verdict> verdicts;
    try {
      verdicts = judge.judge(asked.stream().flatMap(one -> one.fragments.stream()).toList());
    } catch (RefusedException e) {
      var halves = new ArrayList<>(answers(asked.subList(0, asked.size() / 2)));
      halves.addAll(answers(asked.subList(asked.size() / 2, asked.size())));
      return halves;
    }
    var answers = new ArrayList<Outcome<CleanLog>>(asked.size());
    int from = 0;
    for (Questions one : asked) {
      List<Verdict> own = verdicts.subList(from, from + one.fragments.size());
      answers.add(Outcome.of(clean(one, own)));
      from += one.fragments.size();
    }
    return answers;
  }

  private Questions questions(RawRecord raw) throws RefusedException {
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
    return new Questions(raw, value, content, others, fragments);
  }

  private CleanLog clean(Questions asked, List<Verdict> verdicts) {
    int ofContent = asked.content.fragments().size();
    List<Other> others = asked.others;
    Receipt receipt = judge.receipt(verdicts.subList(0, verdicts.size() - 1), asked.value);
    var headers =
        new CleanHeaders()
            .text(TopicHeaders.SOURCE, verdicts.getLast().text())
            .number(TopicHeaders.SENT_AT, sentAt(asked.raw))
            .receipt(receipt);
    for (int i = 0; i < others.size(); i++) {
      SanitizedText name = verdicts.get(ofContent + 2 * i).text();
      SanitizedText text = verdicts.get(ofContent + 2 * i + 1).text();
      headers.other(name, others.get(i).value == null ? null : text);
    }
    SanitizedText text = asked.content.compose(verdicts.subList(0, ofContent));
    return new CleanLog(key(asked.raw), text, headers, receipt, asked.value.length);
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
      if (header.key().startsWith(TopicHeaders.PREFIX) || OF_TRACES.contains(header.key())) {
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
