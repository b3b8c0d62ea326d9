package org.faultmaven.adapters.chroma;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.faultmaven.contracts.kit.SampleEntries;
import org.faultmaven.contracts.kit.WrittenFormats;
import org.faultmaven.contracts.record.EmbeddedEntry;
import org.faultmaven.contracts.record.Entry;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Entries that the last release left in Chroma are found. */
class WrittenEntryTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private record Kept(String id, String embedding, String document, Map<String, Object> metadata) {}

  private static byte[] written(Entry entry) {
    EntryRecord record = EntryRecord.of(new EmbeddedEntry(entry, new float[] {0.6f, 0.8f}));
    return JSON.writerWithDefaultPrettyPrinter()
        .writeValueAsString(
            new Kept(
                record.id(),
                record.embedding(),
                record.document(),
                new TreeMap<>(record.metadata())))
        .getBytes(UTF_8);
  }

  private static Object read(byte[] written) {
    Kept kept = JSON.readValue(written, Kept.class);
    return EntryRecord.read(kept.document(), new HashMap<>(kept.metadata()));
  }

  @Test
  void ofALog() {
    Entry entry = SampleEntries.log("lost").text("ERROR lost broker <IP_ADDRESS_k7f3q2mz>").build();

    WrittenFormats.check(
        WrittenEntryTest.class, "chroma-log.json", written(entry), WrittenEntryTest::read, entry);
  }

  @Test
  void ofADocument() {
    Entry entry = SampleEntries.chunk("chunk", SampleEntries.id("document")).build();

    WrittenFormats.check(
        WrittenEntryTest.class,
        "chroma-document.json",
        written(entry),
        WrittenEntryTest::read,
        entry);
  }
}
