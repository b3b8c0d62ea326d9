package org.faultmaven.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexableField;
import org.faultmaven.contracts.kit.SampleEntries;
import org.faultmaven.contracts.kit.WrittenFormats;
import org.faultmaven.contracts.port.IKeywordIndex;
import org.faultmaven.contracts.port.IVectorStore;
import org.faultmaven.contracts.record.EmbeddedEntry;
import org.faultmaven.contracts.record.Entry;
import org.faultmaven.contracts.record.SearchFilter;
import org.faultmaven.contracts.record.Tenant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Indexes that the last release left are opened and searched. Of a later {@link
 * EntryDocument#FORMAT} they would be refused with what to do; then these are recorded anew.
 */
class WrittenIndexTest {
  private static final String MODEL = "a-model";
  private static final float[] VECTOR = {0.6f, 0.8f};

  private final Entry entry =
      SampleEntries.log("lost").text("ERROR lost broker <IP_ADDRESS_k7f3q2mz>").build();

  @TempDir private Path folder;

  /** Lucene's own bytes are never twice the same: what we put into a document is. */
  @Test
  void documentsAreOfTheFieldsTheyHad() {
    Document document =
        EntryDocument.of("default/" + entry.id(), entry, entry.toBytes(), new byte[] {1, 2});
    String fields =
        EntryDocument.FORMAT
            + "\n"
            + document.getFields().stream()
                .map(WrittenIndexTest::described)
                .collect(Collectors.joining("\n"))
            + "\n";

    WrittenFormats.check(
        WrittenIndexTest.class,
        "lucene-document.txt",
        fields.getBytes(UTF_8),
        bytes -> new String(bytes, UTF_8),
        fields);
  }

  private static String described(IndexableField field) {
    Object value =
        field.numericValue() != null
            ? field.numericValue()
            : field.binaryValue() != null
                ? field.binaryValue().utf8ToString()
                : String.valueOf(field.stringValue());
    return "%s %s %s"
        .formatted(field.name(), field.fieldType().stored() ? "stored" : "searched", value)
        .replace("\u0001\u0002", "(digest)");
  }

  @Test
  void theVectorStoreOfTheLastRelease() throws IOException {
    Path written = folder.resolve("written");
    try (IVectorStore store = LocalSearch.lucene(written, 2, MODEL)) {
      store.add(Tenant.DEFAULT, List.of(new EmbeddedEntry(entry, VECTOR)));
    }

    Path found = unzip("lucene-vectors.zip", zip(written));
    try (IVectorStore store = LocalSearch.lucene(found, 2, MODEL)) {
      assertThat(store.search(Tenant.DEFAULT, VECTOR, 5, SearchFilter.NONE))
          .singleElement()
          .satisfies(hit -> assertThat(hit.entry()).isEqualTo(entry));
    }
  }

  @Test
  void theKeywordIndexOfTheLastReleaseAndItsPositions() throws IOException {
    Path written = folder.resolve("written");
    try (IKeywordIndex index = LocalSearch.keywords(written)) {
      index.update(List.of(entry), List.of(), Map.of(0, 17L, 3, 5L));
    }

    Path found = unzip("lucene-keywords.zip", zip(written));
    try (IKeywordIndex index = LocalSearch.keywords(found)) {
      assertThat(index.positions()).isEqualTo(Map.of(0, 17L, 3, 5L));
      assertThat(index.search(Tenant.DEFAULT, "lost broker", 5, SearchFilter.NONE))
          .singleElement()
          .satisfies(hit -> assertThat(hit.entry()).isEqualTo(entry));
    }
  }

  /** Made anew, to be fed from the start; a folder of vectors is nobody's to replace. */
  @Test
  void aKeywordIndexOfAnEarlierFormatIsEmpty() throws IOException {
    Path written = folder.resolve("written");
    try (IKeywordIndex index = LocalSearch.keywords(written)) {
      index.update(List.of(), List.of(), Map.of());
    }

    byte[] first =
        WrittenFormats.all(WrittenIndexTest.class, "lucene-keywords.zip", zip(written)).getFirst();
    try (IKeywordIndex index = LocalSearch.keywords(unzip(first))) {
      assertThat(index.positions()).isEmpty();
      assertThat(index.count(Tenant.DEFAULT)).isZero();
      index.update(List.of(entry), List.of(), Map.of(0, 17L));
      assertThat(index.search(Tenant.DEFAULT, "lost broker", 5, SearchFilter.NONE)).hasSize(1);
    }
  }

  private static byte[] zip(Path folder) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes);
        Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        if (!file.getFileName().toString().equals("write.lock")) {
          zip.putNextEntry(new ZipEntry(file.getFileName().toString()));
          zip.write(Files.readAllBytes(file));
        }
      }
    }
    return bytes.toByteArray();
  }

  /** The newest that is recorded. */
  private Path unzip(String name, byte[] written) throws IOException {
    return unzip(WrittenFormats.all(WrittenIndexTest.class, name, written).getLast());
  }

  private Path unzip(byte[] recorded) throws IOException {
    Path to = Files.createDirectories(folder.resolve("recorded"));
    try (var zip = new ZipInputStream(new ByteArrayInputStream(recorded))) {
      for (ZipEntry each = zip.getNextEntry(); each != null; each = zip.getNextEntry()) {
        Files.write(to.resolve(Path.of(each.getName()).getFileName()), zip.readAllBytes());
      }
    }
    return to;
  }
}
