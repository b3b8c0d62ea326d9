package org.faultmaven.redaction;

import java.util.List;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.record.Health;
import org.faultmaven.contracts.record.Policy;
import org.faultmaven.contracts.record.Span;

/**
 * Something that finds entities besides the engine's own rules: a model of names, a Presidio
 * server. It only proposes: what is masked is the union of all proposals that the policy masks.
 * Deterministic, and safe for use by many threads.
 */
public interface Recognizer extends AutoCloseable {
  /** Name and version; becomes part of the sanitiser's id, so of every receipt. */
  String id();

  /**
   * Proposes spans. Where the policy judges wordings ({@code Policy.wordings}), what it looks at is
   * a {@link Wording} of each draft. A text that something was masked of is shown again, masked.
   *
   * @return one list a draft, in order; spans in UTF-16 indices of the draft's text, in any order,
   *     overlapping or not, above the policy's threshold or not
   * @throws BackendException as {@code ISanitizer.sanitize} does: never a partial answer instead
   */
  List<List<Span>> recognize(List<Draft> drafts, Policy policy);

  Health check();

  @Override
  void close();
}
