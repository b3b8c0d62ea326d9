package org.faultmaven.adapters.chroma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.faultmaven.contracts.kit.SampleEntries.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.faultmaven.adapters.server.ChromaServer;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.IVectorStore;
import org.faultmaven.contracts.record.EmbeddedEntry;
import org.faultmaven.contracts.record.EntrySelector;
import org.faultmaven.contracts.record.Health;
import org.faultmaven.contracts.record.SearchFilter;
import org.faultmaven.contracts.record.Tenant;
import org.junit.jupiter.api.Test;

/** Chroma goes away and comes back, with the same data. */
class ChromaOutageIT {
  private static final int BATCHES = 30;
  private static final int EACH = 40;
  private static final float[] AXIS = {1, 0, 0, 0, 0, 0, 0, 0};

  @Test
  void nothing_is_lost_and_nothing_doubled() throws Exception {
    try (var server = ChromaServer.start();
        var base = new KnowledgeBase(server.url());
        IVectorStore store = base.store();
        var thread = Executors.newSingleThreadExecutor()) {
      var halfWay = new CountDownLatch(BATCHES / 2);
      Future<?> writer =
          thread.submit(
              () -> {
                for (int i = 0; i < BATCHES; i++) {
                  addUntilItIsThere(store, batch(i));
                  halfWay.countDown();
                }
              });
      halfWay.await();
      server.stop();
      assertAway(store);
      server.startAgain();
      writer.get();

      assertThat(store.count(Tenant.DEFAULT)).isEqualTo(BATCHES * EACH);
      Set<String> found =
          store.search(Tenant.DEFAULT, AXIS, 2 * BATCHES * EACH, SearchFilter.NONE).stream()
              .map(hit -> hit.entry().id())
              .collect(Collectors.toSet());
      assertThat(found).hasSize(BATCHES * EACH);
      assertThat(store.check().up()).isTrue();
    }
  }

  private static void assertAway(IVectorStore store) {
    List<Callable<?>> calls =
        List.of(
            () -> store.search(Tenant.DEFAULT, AXIS, 1, SearchFilter.NONE),
            () -> store.count(Tenant.DEFAULT),
            () -> store.ids(Tenant.DEFAULT, new EntrySelector.OfDocument("d")));
    for (Callable<?> call : calls) {
      BackendException failure = catchThrowableOfType(BackendException.class, call::call);
      assertThat(failure.retryable()).isTrue();
      assertThat(failure).hasMessageStartingWith("chroma ");
    }
    Health health = store.check();
    assertThat(health.up()).isFalse();
    assertThat(health.detail()).contains("Start it, or correct its address (CHROMADB_URL).");
    assertThat(health.calls()).isNotNull();
    assertThat(health.calls().breaker()).isEqualTo(Health.Breaker.OPEN);
  }

  /** As the indexer does: the same batch again, until it was taken. */
  private static void addUntilItIsThere(IVectorStore store, List<EmbeddedEntry> batch) {
    while (true) {
      try {
        store.add(Tenant.DEFAULT, batch);
        return;
      } catch (BackendException e) {
        assertThat(e.retryable()).isTrue();
        while (!store.check().up()) {
          Thread.onSpinWait();
        }
      }
    }
  }

  private static List<EmbeddedEntry> batch(int number) {
    List<EmbeddedEntry> batch = new ArrayList<>();
    for (int i = 0; i < EACH; i++) {
      batch.add(new EmbeddedEntry(log("b" + number + "-" + i).build(), AXIS));
    }
    return batch;
  }
}
