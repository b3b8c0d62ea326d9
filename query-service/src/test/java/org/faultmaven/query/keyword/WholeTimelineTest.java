package org.faultmaven.query.keyword;

import static org.assertj.core.api.Assertions.assertThat;
import static org.faultmaven.contracts.kit.SampleEntries.TIME;
import static org.faultmaven.contracts.kit.SampleEntries.log;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.faultmaven.contracts.record.Entry;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.search.LocalSearch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeTimelineTest {
  @Test
  void visits_every_entry_however_they_crowd(@TempDir Path folder) {
    var all = new ArrayList<Entry>();
    // One a year, a crowd within an hour, more than a page of one instant, one that spans them all.
    for (int year = 0; year < 40; year++) {
      all.add(at("y" + year, TIME.minus(Duration.ofDays(365L * (year + 1)))));
    }
    for (int i = 0; i < 3_000; i++) {
      all.add(at("c" + i, TIME.plusSeconds(i)));
    }
    for (int i = 0; i < 1_500; i++) {
      all.add(at("s" + i, TIME.plus(Duration.ofDays(9))));
    }
    all.add(log("span").times(TIME, TIME.plus(Duration.ofDays(20))).build());
    try (var index = LocalSearch.keywords(folder)) {
      index.update(all, List.of(), Map.of());
      Set<String> visited = new HashSet<>();
      new WholeTimeline(index, Tenant.DEFAULT).forEach(entry -> visited.add(entry.id()));

      assertThat(visited).containsExactlyInAnyOrderElementsOf(all.stream().map(Entry::id).toList());
    }
  }

  @Test
  void an_empty_index_has_nothing_to_visit(@TempDir Path folder) {
    try (var index = LocalSearch.keywords(folder)) {
      new WholeTimeline(index, Tenant.DEFAULT)
          .forEach(
              entry -> {
                throw new AssertionError("visited " + entry);
              });
    }
  }

  private static Entry at(String name, Instant at) {
    return log(name).times(at, at).build();
  }
}
