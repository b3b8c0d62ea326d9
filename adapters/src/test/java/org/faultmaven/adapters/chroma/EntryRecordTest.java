package org.faultmaven.adapters.chroma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.faultmaven.contracts.kit.SampleEntries.chunk;
import static org.faultmaven.contracts.kit.SampleEntries.id;
import static org.faultmaven.contracts.kit.SampleEntries.log;

import java.util.Map;
import org.faultmaven.contracts.record.EmbeddedEntry;
import org.faultmaven.contracts.record.Entry;
import org.junit.jupiter.api.Test;

class EntryRecordTest {
  private final Entry entry = log("a").text("a text that stands once").build();
  private final EntryRecord record = record(entry, 1, 0);

  @Test
  void the_text_is_the_document_and_nowhere_else() {
    assertThat(record.document()).isEqualTo("a text that stands once");
    assertThat(record.metadata().values()).noneMatch(value -> value.toString().contains("once"));
    assertThat(EntryRecord.read(record.document(), record.metadata())).isEqualTo(entry);
    Entry chunk = chunk("c", id("d")).build();
    EntryRecord ofChunk = record(chunk, 1, 0);
    assertThat(EntryRecord.read(ofChunk.document(), ofChunk.metadata())).isEqualTo(chunk);
  }

  @Test
  void what_is_not_ours_is_no_entry() {
    assertThat(EntryRecord.read("text", null)).isNull();
    assertThat(EntryRecord.read(null, record.metadata())).isNull();
    for (Object foreign : new Object[] {7, "no JSON", "[]", "{}", "{\"id\":7}"}) {
      assertThat(EntryRecord.read("text", Map.of("entry", foreign))).isNull();
    }
  }

  @Test
  void knows_what_is_kept_already() {
    assertThat(record(entry, 1, 0).isKept(record.metadata())).isTrue();
    EntryRecord counted = record(log("a").text("a text that stands once").count(2).build(), 1, 0);
    assertThat(counted.isKept(record.metadata())).isFalse();
    assertThat(counted.hasVectorOf(record.metadata())).isTrue();
    EntryRecord turned = record(entry, 0, 1);
    assertThat(turned.isKept(record.metadata())).isFalse();
    assertThat(turned.hasVectorOf(record.metadata())).isFalse();
    assertThat(record.isKept(Map.of())).isFalse();
  }

  @Test
  void removes_the_keys_that_a_merge_would_leave() {
    Map<String, Object> replacing = record.replacing(Map.of("segment9", "old", "source", "old"));

    assertThat(replacing)
        .containsEntry("segment9", null)
        .containsEntry("source", entry.source().text());
  }

  private static EntryRecord record(Entry entry, float... vector) {
    return EntryRecord.of(new EmbeddedEntry(entry, vector));
  }
}
