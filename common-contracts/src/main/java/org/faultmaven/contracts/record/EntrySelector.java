package org.faultmaven.contracts.record;

/** Which entries to list the ids of. */
public sealed interface EntrySelector {
  /** All chunks of a document. */
  record OfDocument(String documentId) implements EntrySelector {}

  /** What stood in a clean partition before an offset: what its retention has removed. */
  record Before(String topic, int partition, long offset) implements EntrySelector {}
}
