package org.faultmaven.ingest.ledger;

import java.util.List;

/**
 * The ledger at one moment.
 *
 * @param rows one a raw partition, by topic and partition
 */
record Ledger(List<Row> rows) {
  /** A raw partition, with its clean one. */
  record Row(String topic, int partition, Balance balance) {}

  Ledger {
    rows = List.copyOf(rows);
  }

  Balance total() {
    return rows.stream().map(Row::balance).reduce(Balance.EMPTY, Balance::plus);
  }

  /** Whether each row is: in the total, a loss and a doubling would make up for each other. */
  boolean balanced() {
    return rows.stream().allMatch(row -> row.balance().balanced());
  }

  /** How many records are lost or doubled, over all rows. */
  long imbalance() {
    return rows.stream().mapToLong(row -> Math.abs(row.balance().missing())).sum();
  }
}
