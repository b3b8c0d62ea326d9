package org.faultmaven.sanitizer.ledger;

/** Where a record is, as the sanitizer counts it. An upload is one record, whatever its pieces. */
public enum Place {
  /** Not counted yet. */
  UNCOUNTED,
  /** Some of its pieces are here. */
  HELD,
  /** In the dead letters. */
  QUARANTINED,
  /** Deleted before it went on. */
  DELETED,
  /** In the clean partition, or deleted from it since, which the indexer counts. */
  FORWARDED
}
