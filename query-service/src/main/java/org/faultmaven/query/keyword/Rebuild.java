package org.faultmaven.query.keyword;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.faultmaven.contracts.port.IKeywordIndex;
import org.faultmaven.contracts.record.Entry;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.topic.EntryChanges;

/**
 * Reads the topic anew into an index that is searched meanwhile: every entry of the topic is
 * written again, and what the topic does not hold is deleted at the end. The stored positions stay
 * wrong until then, so that a rebuild that breaks off begins again.
 */
final class Rebuild {
  private final IKeywordIndex index;
  private final Tenant tenant;
  private final Set<String> live = new HashSet<>();

  Rebuild(IKeywordIndex index, Tenant tenant) {
    this.index = index;
    this.tenant = tenant;
  }

  void add(EntryChanges batch) {
    index.update(batch.entries(), batch.deleted(), Map.of());
    batch.entries().forEach(entry -> live.add(entry.id()));
    live.removeAll(batch.deleted());
  }

  /**
   * @param positions of every partition
   */
  void finish(Map<Integer, Long> positions) {
    Set<String> stale = new HashSet<>();
    new WholeTimeline(index, tenant)
        .forEach(
            entry -> {
              if (!live.contains(entry.id())) {
                stale.add(entry.id());
              }
            });
    Map<Integer, Long> moved = new HashMap<>(positions);
    // A partition that the topic had and has no more: at 0 its position says nothing.
    index.positions().keySet().forEach(partition -> moved.putIfAbsent(partition, 0L));
    index.update(List.<Entry>of(), stale, moved);
  }
}
