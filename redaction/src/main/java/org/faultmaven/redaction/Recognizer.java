package org.faultmaven.redaction;

import java.util.function.Consumer;
import org.faultmaven.contracts.record.Fragment;
import org.faultmaven.contracts.record.Span;

/**
 * Finds entities of one kind. Must look at each character a bounded number of times, whatever the
 * text: it sees what anybody may send. Spans may overlap one another's; the engine unites them.
 * Stateless and thread-safe.
 */
@FunctionalInterface
interface Recognizer {
  void find(Fragment fragment, Consumer<Span> found);
}
