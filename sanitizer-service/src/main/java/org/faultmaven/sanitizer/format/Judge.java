package org.faultmaven.sanitizer.format;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.record.Fragment;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.contracts.record.Policy;
import org.faultmaven.contracts.record.Receipt;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.record.Verdict;
import org.faultmaven.contracts.topic.QuarantineReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the sanitiser about everything in a record at once, under one policy. Safe for use by many
 * threads.
 */
public final class Judge {
  private static final Logger LOG = LoggerFactory.getLogger(Judge.class);

  private final ISanitizer sanitizer;
  private final KeyedHash hash;
  private final Tenant tenant;
  private final Policy policy;

  public Judge(ISanitizer sanitizer, KeyedHash hash, Tenant tenant, Policy policy) {
    this.sanitizer = sanitizer;
    this.hash = hash;
    this.tenant = tenant;
    this.policy = policy;
  }

  /**
   * @return one verdict a fragment, in order
   * @throws BackendException always retryable: the sanitiser is away, and nothing may pass
   * @throws RefusedException NOT_JUDGED when the sanitiser fails on this record
   */
  public List<Verdict> judge(List<Fragment> fragments) throws RefusedException {
    List<Verdict> verdicts = List.of();
    try {
      verdicts = sanitizer.sanitize(tenant, fragments, policy);
    } catch (BackendException e) {
      if (e.retryable()) {
        throw e;
      }
      refuse(e);
    } catch (RuntimeException | StackOverflowError e) {
      // A rule that fails on one text (a regular expression may exhaust the stack) fails on it for
      // ever.
      refuse(e);
    }
    if (verdicts.size() != fragments.size()) {
      LOG.error(
          "The sanitiser gave {} verdicts on {} fragments", verdicts.size(), fragments.size());
      throw new RefusedException(QuarantineReason.NOT_JUDGED);
    }
    return verdicts;
  }

  /** Says what failed and where; never the message, which might quote the text. */
  private static void refuse(Throwable e) throws RefusedException {
    StackTraceElement[] trace = e.getStackTrace();
    LOG.error(
        "The sanitiser failed on a record: {} at {}",
        e.getClass().getName(),
        trace.length == 0 ? "an unknown place" : trace[0]);
    throw new RefusedException(QuarantineReason.NOT_JUDGED);
  }

  /**
   * What a record went through.
   *
   * @param verdicts those whose entities are counted
   * @param raw the value as it came
   */
  public Receipt receipt(List<Verdict> verdicts, byte[] raw) {
    return new Receipt(
        policy.name(),
        policy.version(),
        sanitizer.id(),
        counts(verdicts),
        hash.of("raw", tenant, raw));
  }

  private static Map<String, Integer> counts(List<Verdict> verdicts) {
    var counts = new TreeMap<String, Integer>();
    for (Verdict verdict : verdicts) {
      verdict.spans().forEach(span -> counts.merge(span.type(), 1, Integer::sum));
    }
    return counts;
  }
}
