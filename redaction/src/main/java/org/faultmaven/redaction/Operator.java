package org.faultmaven.redaction;

import java.util.Collection;
import java.util.Map;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.record.Health;

/**
 * What a deployment puts in the place of masked values instead of pseudonyms. Deterministic, and
 * safe for use by many threads.
 */
public interface Operator extends AutoCloseable {
  /**
   * A masked value.
   *
   * @param text raw
   */
  record Value(String type, String text) {
    /** Its type and length only: it is raw. */
    @Override
    public String toString() {
      return "Value[" + type + ", " + text.length() + " chars]";
    }
  }

  /** Name and version; becomes part of the sanitiser's id, so of every receipt. */
  String id();

  /** Whether it replaces values of this entity type; others keep their pseudonyms. */
  boolean replaces(String type);

  /**
   * What stands for each value: never a text that shows it. A value that nothing fit stands for is
   * left out, and keeps its pseudonym.
   *
   * @throws BackendException as {@code ISanitizer.sanitize} does
   */
  Map<Value, String> replace(Collection<Value> values);

  Health check();

  @Override
  void close();
}
