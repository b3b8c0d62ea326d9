package org.faultmaven.contracts.port;

import java.util.List;
import org.faultmaven.contracts.record.Fragment;
import org.faultmaven.contracts.record.Health;
import org.faultmaven.contracts.record.Policy;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.record.Verdict;

/**
 * Finds what is secret or personal, and masks it. Deterministic: equal fragments under one policy,
 * tenant and key give equal verdicts, so that a value keeps its pseudonym wherever it appears. A
 * pseudonym in the input is left as it is: sanitising twice changes nothing. Safe for use by many
 * threads.
 */
public interface ISanitizer extends AutoCloseable {
  /**
   * Judges every character of every fragment.
   *
   * @return one verdict a fragment, in order; never a partial answer
   * @throws BackendException retryable while a backend is away; not retryable when a fragment can't
   *     be judged: the caller then splits the batch and quarantines what fails alone
   */
  List<Verdict> sanitize(Tenant tenant, List<Fragment> fragments, Policy policy);

  /** As {@link #sanitize(Tenant, List, Policy)}, of one free text. */
  default SanitizedText sanitize(Tenant tenant, String text, Policy policy) {
    return sanitize(tenant, List.of(Fragment.of(text)), policy).getFirst().text();
  }

  /** Name and version, for receipts: changes whenever a verdict might. */
  String id();

  Health check();

  @Override
  void close();
}
