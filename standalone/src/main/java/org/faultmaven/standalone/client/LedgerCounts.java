package org.faultmaven.standalone.client;

import tools.jackson.databind.JsonNode;

/**
 * Where records are, in records, as the ledger of the API tells.
 *
 * @param waiting on the raw topics and not read yet: not among the accepted
 */
public record LedgerCounts(
    long accepted, long indexed, long quarantined, long deleted, long inFlight, long waiting) {
  public static final LedgerCounts NONE = new LedgerCounts(0, 0, 0, 0, 0, 0);

  /**
   * One raw topic, all its partitions together.
   *
   * @throws ApiException when there is no answer, or the installation does not read the topic
   */
  public static LedgerCounts topic(ApiClient api, String topic) throws ApiException {
    LedgerCounts sum = NONE;
    boolean known = false;
    for (JsonNode row : api.get("/api/v1/ledger").path("topics")) {
      if (row.path("topic").asString("").equals(topic)) {
        known = true;
        sum = sum.plus(of(row));
      }
    }
    if (!known) {
      throw new ApiException(
          "this installation does not read the topic "
              + topic
              + ". List it in kafka.raw-log-topics, or send to another with --topic.");
    }
    return sum;
  }

  /** One balance of the ledger, its total or a row. */
  public static LedgerCounts of(JsonNode row) {
    return new LedgerCounts(
        row.path("accepted").asLong(0),
        row.path("indexed").asLong(0),
        row.path("quarantined").asLong(0),
        row.path("deleted").asLong(0),
        row.path("inFlight").asLong(0),
        row.path("waiting").asLong(0));
  }

  private LedgerCounts plus(LedgerCounts other) {
    return new LedgerCounts(
        accepted + other.accepted,
        indexed + other.indexed,
        quarantined + other.quarantined,
        deleted + other.deleted,
        inFlight + other.inFlight,
        waiting + other.waiting);
  }

  /** What was counted since an earlier look. */
  public LedgerCounts minus(LedgerCounts earlier) {
    return new LedgerCounts(
        accepted - earlier.accepted,
        indexed - earlier.indexed,
        quarantined - earlier.quarantined,
        deleted - earlier.deleted,
        inFlight - earlier.inFlight,
        waiting - earlier.waiting);
  }

  /** Records that went all the way, wherever it led. */
  public long processed() {
    return indexed + quarantined + deleted;
  }

  /** Records that are still on their way, or before it. */
  public long pending() {
    return inFlight + waiting;
  }

  /** Whether each accepted record is somewhere. */
  public boolean balanced() {
    return accepted == processed() + inFlight && inFlight >= 0;
  }
}
