package org.faultmaven.sanitizer.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.faultmaven.contracts.record.SanitizerCounts;
import org.faultmaven.sanitizer.format.RawRecord;
import org.faultmaven.sanitizer.support.Pipeline;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
  private Pipeline pipeline;
  private Ledger ledger;

  @BeforeEach
  void open(@TempDir Path folder) {
    pipeline = new Pipeline(folder);
    ledger = new Ledger(pipeline.store(Ledger.STORE));
  }

  @AfterEach
  void close() {
    pipeline.close();
  }

  @Test
  void everyMoveLeavesItBalanced() {
    long offset = 0;
    for (Place from : Place.values()) {
      for (Place to : Place.values()) {
        if (to == Place.UNCOUNTED && from != to) {
          continue;
        }
        SanitizerCounts counts = ledger.read(record(offset++), from, to);
        assertThat(counts.quarantined() + counts.deleted() + counts.held() + counts.forwarded())
            .as("%s to %s", from, to)
            .isEqualTo(counts.accepted());
      }
    }
  }

  @Test
  void partitionsAreCountedApartAndPositionsOnlyGrow() {
    ledger.read(record(7), Place.UNCOUNTED, Place.FORWARDED);
    ledger.read(record(3), Place.UNCOUNTED, Place.HELD);
    ledger.move("topic", 2, Place.HELD, Place.DELETED, 1);

    assertThat(ledger.read(record(7), Place.FORWARDED, Place.FORWARDED))
        .isEqualTo(new SanitizerCounts(2, 0, 1, 0, 1, 8));
    assertThat(pipeline.store(Ledger.STORE).get("topic/2")).isNotNull();
    assertThat(pipeline.store(Ledger.STORE).get("topic/1")).isNull();
  }

  @Test
  void whatWasCountedStaysCounted() {
    assertThatThrownBy(() -> ledger.read(record(0), Place.HELD, Place.UNCOUNTED))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static RawRecord record(long offset) {
    return new RawRecord("topic", 2, offset, 0, null, null, Pipeline.headers());
  }
}
