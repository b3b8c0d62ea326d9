package org.faultmaven.ingest.ledger;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/ledger}. */
@RestController
final class LedgerController {
  private final LedgerReader reader;

  LedgerController(LedgerReader reader) {
    this.reader = reader;
  }

  /** The whole. */
  record Answer(Total total, List<Topic> topics) {}

  /**
   * All raw topics together.
   *
   * @param balanced whether every partition is
   */
  record Total(
      long accepted,
      long indexed,
      long quarantined,
      long deleted,
      long inFlight,
      long waiting,
      boolean balanced) {}

  /** One partition of a raw topic. */
  record Topic(
      String topic,
      int partition,
      long accepted,
      long indexed,
      long quarantined,
      long deleted,
      long inFlight,
      long waiting,
      boolean balanced) {}

  @GetMapping("/api/v1/ledger")
  Answer get() {
    Ledger ledger = reader.read();
    Balance sum = ledger.total();
    var total =
        new Total(
            sum.accepted(),
            sum.indexed(),
            sum.quarantined(),
            sum.deleted(),
            sum.inFlight(),
            sum.waiting(),
            ledger.balanced());
    return new Answer(total, ledger.rows().stream().map(LedgerController::topic).toList());
  }

  private static Topic topic(Ledger.Row row) {
    Balance balance = row.balance();
    return new Topic(
        row.topic(),
        row.partition(),
        balance.accepted(),
        balance.indexed(),
        balance.quarantined(),
        balance.deleted(),
        balance.inFlight(),
        balance.waiting(),
        balance.balanced());
  }
}
