package org.faultmaven.query.tool;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.faultmaven.contracts.port.IKeywordIndex;
import org.faultmaven.contracts.record.Entry;
import org.faultmaven.contracts.record.SanitizedJson;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.record.Scored;
import org.faultmaven.contracts.record.SearchFilter;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.tool.RegisteredTool;
import org.faultmaven.contracts.tool.ToolDescription;
import org.jspecify.annotations.Nullable;

/** Counts log messages by source and shape over time. */
@RegisteredTool("log_timeline")
final class LogTimelineTool implements SanitizedTool {
  /** The most entries that are counted; an entry holds all repeats of its window. */
  private static final int MAX_ENTRIES = 5_000;

  private static final int MAX_GROUPS = 25;
  private static final int LONGEST_SHAPE = 300;
  private static final int DEFAULT_BUCKET_MINUTES = 5;
  private static final String SCHEMA =
      """
      {"type":"object","properties":{
        "from":{"type":"string","description":"ISO 8601 with a zone."},
        "to":{"type":"string","description":"ISO 8601 with a zone."},
        "source":{"type":"string","maxLength":4000,"description":"Only of this source, or a segment of its path."},
        "query":{"type":"string","maxLength":4000,"description":"Only messages with any of these words."},
        "bucketMinutes":{"type":"integer","minimum":1,"maximum":1440,"description":"5 when left out"}},
       "required":["from","to"],"additionalProperties":false}\
      """;

  private record Key(SanitizedText source, SanitizedText shape) {}

  /** All entries of one source and shape. */
  private static final class Group {
    private final Entry first;
    private final Map<Instant, Long> buckets = new TreeMap<>();
    private long count;
    private Instant lastAt;

    Group(Entry first) {
      this.first = first;
      this.lastAt = first.lastAt();
    }

    void add(Entry entry, Instant bucket) {
      count += entry.count();
      buckets.merge(bucket, entry.count(), Long::sum);
      lastAt = entry.lastAt().isAfter(lastAt) ? entry.lastAt() : lastAt;
    }

    SanitizedJson json(Key key) {
      List<SanitizedJson> times = new ArrayList<>();
      buckets.forEach((at, n) -> times.add(new SanitizedJson().put("at", at).put("count", n)));
      int end = Math.min(key.shape().length(), LONGEST_SHAPE);
      return new SanitizedJson()
          .put("source", key.source())
          .put("shape", key.shape().part(0, end))
          .put("count", count)
          .put("firstAt", first.firstAt())
          .put("lastAt", lastAt)
          .put("buckets", times)
          .citation(first.citation());
    }
  }

  private final IKeywordIndex keywords;

  LogTimelineTool(IKeywordIndex keywords) {
    this.keywords = keywords;
  }

  @Override
  public ToolDescription describe() {
    return new ToolDescription(
        "log_timeline",
        "Counts log messages by source and shape over a stretch of time: what is frequent, what"
            + " begins, what stops. Gives the most frequent shapes with their counts per bucket.",
        SCHEMA,
        true);
  }

  @Override
  public SanitizedText answer(Tenant tenant, ToolArguments arguments, Instant deadline) {
    // Chunks of documents occur at no time.
    SearchFilter filter =
        SearchFilter.logs(arguments.string("source"), arguments.time("from"), arguments.time("to"));
    List<Entry> entries = entries(tenant, arguments.text("query"), filter);
    Duration bucket = Duration.ofMinutes(arguments.number("bucketMinutes", DEFAULT_BUCKET_MINUTES));
    Map<Key, Group> groups = new LinkedHashMap<>();
    long total = 0;
    for (Entry entry : entries) {
      groups
          .computeIfAbsent(new Key(entry.source(), entry.shape()), _ -> new Group(entry))
          .add(entry, floor(entry.firstAt(), bucket));
      total += entry.count();
    }
    List<SanitizedJson> most =
        groups.entrySet().stream()
            .sorted(
                Comparator.comparingLong((Map.Entry<Key, Group> group) -> group.getValue().count)
                    .reversed())
            .limit(MAX_GROUPS)
            .map(group -> group.getValue().json(group.getKey()))
            .toList();
    return new SanitizedJson()
        .put("total", total)
        .put("shapes", groups.size())
        .put("complete", entries.size() < MAX_ENTRIES && groups.size() <= MAX_GROUPS)
        .put("bucketMinutes", bucket.toMinutes())
        .put("groups", most)
        .text();
  }

  /** By time. */
  private List<Entry> entries(Tenant tenant, @Nullable SanitizedText query, SearchFilter filter) {
    if (query == null || query.text().isBlank()) {
      return keywords.timeline(tenant, MAX_ENTRIES, filter);
    }
    return keywords.search(tenant, query.text(), MAX_ENTRIES, filter).stream()
        .map(Scored::entry)
        .sorted(Comparator.comparing(Entry::firstAt))
        .toList();
  }

  private static Instant floor(Instant at, Duration bucket) {
    long seconds = bucket.toSeconds();
    return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), seconds) * seconds);
  }
}
