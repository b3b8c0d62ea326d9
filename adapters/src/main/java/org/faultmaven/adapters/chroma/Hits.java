package org.faultmaven.adapters.chroma;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import org.faultmaven.contracts.record.Entry;
import org.faultmaven.contracts.record.Scored;
import org.jspecify.annotations.Nullable;

/** Makes hits of records, and counts those that hold no entry. */
final class Hits {
  private final Counter foreign;

  Hits(MeterRegistry registry) {
    foreign =
        Counter.builder("faultmaven.chroma.foreign")
            .description("Hits left out, since FaultMaven did not write them")
            .register(registry);
  }

  /** FaultMaven's score of a cosine distance. */
  static double score(double distance) {
    return Math.clamp(1 - distance, -1, 1);
  }

  void add(
      List<Scored> hits,
      @Nullable String document,
      @Nullable Map<String, Object> metadata,
      double score) {
    Entry entry = EntryRecord.read(document, metadata);
    if (entry == null) {
      foreign.increment();
    } else {
      hits.add(new Scored(entry, score));
    }
  }
}
