package org.faultmaven.ingest.indexing.log;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.faultmaven.contracts.record.Citation;
import org.faultmaven.contracts.record.Entry;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.ingest.indexing.EntryIds;
import org.faultmaven.ingest.indexing.time.Timestamps;
import org.jspecify.annotations.Nullable;

/**
 * The open block of a clean partition: lines in, entries out. It ends at a multiple of so many
 * offsets, or before, when it has too many entries to hold: so it is short where hardly two lines
 * are alike, long where they repeat, and begins anew at the same offsets however far back reading
 * began. The same records give the same entries, however they are cut into batches, and from {@link
 * #rebuildFrom()} with {@link #carry()} they can be given again.
 */
public final class LogBlock {
  private static final int MOST_ENTRIES = 10_000;

  /** In UTF-16 units, of all entries. */
  private static final int MOST_TEXT = 4 << 20;

  /**
   * Of what makes lines the same: to be raised with every change of it, in how lines are read,
   * timed or shaped, or blocks are ended.
   */
  private static final int RULES = 2;

  private static final int FORM_DIGITS = 10;

  /**
   * What stays the same for a partition.
   *
   * @param window of event time that an entry covers
   * @param block offsets whose end no entry reaches over, so that no more is read to rebuild it
   * @param maxText longest text of an entry, in UTF-16 units
   */
  public record Settings(
      Tenant tenant,
      String topic,
      int partition,
      Duration window,
      long block,
      int maxText,
      Timestamps timestamps) {

    /** Another one makes other entries of the same lines. */
    String form() {
      return EntryIds.of(RULES, window, block, timestamps.zone()).substring(0, FORM_DIGITS);
    }
  }

  private final Settings settings;
  private final LineReader reader;
  private final Map<String, OpenEntry> entries = new HashMap<>();
  private final Map<SanitizedText, Head> heads = new HashMap<>();
  private final Map<String, OpenEntry> changed = new LinkedHashMap<>();
  private final Carry times;
  private String carry;
  private long number = -1;
  private long begin;
  private long held;

  /** The occurrence that a source's next line may belong to, and the blank lines since. */
  private record Head(OpenEntry entry, long offset, List<LogLine> blanks) {
    /** A citation holds all lines of an occurrence. */
    boolean reaches(LogLine line) {
      return line.offset() - offset < Citation.MAX_OFFSETS;
    }
  }

  /**
   * @param carry what {@link #carry()} gave for the block that comes next, or empty
   * @param begin where the block begins, or the first offset that comes
   */
  public LogBlock(Settings settings, String carry, long begin) {
    this.settings = settings;
    this.reader = new LineReader(settings.timestamps());
    this.times = Carry.parse(carry, settings.form());
    this.carry = times.toString();
    this.begin = begin;
  }

  /**
   * Where to begin after a restart.
   *
   * @param committed the offset of the next record to index
   * @param rebuildFrom what {@link #rebuildFrom()} gave with the carry
   * @return where the open block can be built again from; {@code committed} when its entries were
   *     made in another way, by other settings or another version: they would be counted twice
   */
  static long begin(Settings settings, String carry, long committed, long rebuildFrom) {
    boolean same = Carry.form(carry).map(settings.form()::equals).orElse(false);
    return same ? Math.min(committed, rebuildFrom) : committed;
  }

  /** Takes the next record of the partition. */
  public void accept(CleanLog log) {
    long next = log.offset() / settings.block();
    if (next != number || entries.size() >= MOST_ENTRIES || held >= MOST_TEXT) {
      // One that begins inside is the first, or follows one that ended early.
      long inside = number < 0 ? begin : next == number ? log.offset() : 0;
      begin = Math.max(inside, next * settings.block());
      number = next;
      carry = times.toString();
      entries.clear();
      heads.clear();
      held = 0;
    }
    for (LogLine line : reader.read(log)) {
      accept(line, log);
    }
  }

  private void accept(LogLine line, CleanLog log) {
    @Nullable Head head = heads.get(log.source());
    if (line.isBlank()) {
      if (head != null) {
        head.blanks().add(line);
      }
      return;
    }
    if (line.continues() && head != null && head.reaches(line)) {
      head.entry().grow(head.blanks(), line);
      held += line.message().length();
      head.blanks().clear();
      changed.put(head.entry().id(), head.entry());
      return;
    }
    Instant at = line.at() == null ? times.get(log.source()).orElse(log.sentAt()) : line.at();
    times.put(log.source(), at);
    OpenEntry entry = occurrence(line, log.source(), at);
    heads.put(log.source(), new Head(entry, line.offset(), new ArrayList<>()));
    changed.put(entry.id(), entry);
  }

  private OpenEntry occurrence(LogLine line, SanitizedText source, Instant at) {
    long window = Math.floorDiv(at.toEpochMilli(), settings.window().toMillis());
    String id =
        EntryIds.of(
            settings.tenant(),
            settings.topic(),
            settings.partition(),
            "@" + begin,
            source,
            window,
            line.shape());
    OpenEntry known = entries.get(id);
    if (known != null) {
      known.repeat(line, at);
      return known;
    }
    var opened = new OpenEntry(id, line, source, at, settings.maxText());
    entries.put(id, opened);
    held += line.message().length();
    return opened;
  }

  /** The entries that changed since the last call, as they are now. */
  public List<Entry> drain() {
    List<Entry> drained =
        changed.values().stream()
            .map(entry -> entry.toEntry(settings.tenant(), settings.topic(), settings.partition()))
            .toList();
    changed.clear();
    return drained;
  }

  /** The offset from which the open block must be read again after a restart. */
  public long rebuildFrom() {
    return begin;
  }

  /** What must be known at that offset. */
  public String carry() {
    return carry;
  }
}
