package org.faultmaven.standalone.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class BackupFileTest {
  private static final SavedRecord LINE =
      new SavedRecord(
          "default",
          "logs.raw",
          0,
          "a".repeat(52),
          List.of(new SavedRecord.Field("fm.source", "app\n"), new SavedRecord.Field("x", null)),
          "two\nlines \u20ac");
  private static final SavedRecord PIECE =
      new SavedRecord("default", "documents.raw", 2, null, List.of(), "");

  @TempDir private Path folder;
  private int files;

  private Path written() throws IOException {
    Path path = folder.resolve(++files + ".gz");
    try (var writer = new BackupFile.Writer(path)) {
      writer.add(LINE);
      writer.add(PIECE);
      writer.finish();
    }
    return path;
  }

  private static List<SavedRecord> read(Path path) throws IOException {
    var records = new ArrayList<SavedRecord>();
    assertThat(BackupFile.read(path, records::add)).isEqualTo(records.size());
    return records;
  }

  private Path changed(String from, String to) throws IOException {
    Path path = folder.resolve("changed-" + files + ".gz");
    byte[] plain;
    try (var in = new GZIPInputStream(Files.newInputStream(written()))) {
      plain = in.readAllBytes();
    }
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      new ByteArrayInputStream(new String(plain, UTF_8).replace(from, to).getBytes(UTF_8))
          .transferTo(out);
    }
    return Files.write(path, bytes.toByteArray());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void nobodyElseMayReadIt() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(written())))
        .isEqualTo("rw-------");
  }

  @Test
  void recordsComeBackAsTheyWent() throws IOException {
    assertThat(read(written())).containsExactly(LINE, PIECE);
    assertThat(folder.resolve("1.gz.part")).doesNotExist();
  }

  @Test
  void nothingIsOverwrittenAndNothingHalfIsLeft() throws IOException {
    Path path = written();

    assertThatIOException()
        .isThrownBy(() -> new BackupFile.Writer(path))
        .isInstanceOf(FileAlreadyExistsException.class);
    try (var broken = new BackupFile.Writer(folder.resolve("b.gz"))) {
      broken.add(LINE);
    }
    assertThat(folder).isDirectoryNotContaining("glob:**b.gz*");
  }

  @Test
  void halfOfOneIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(written());
    Path cut = Files.write(folder.resolve("cut.gz"), Arrays.copyOf(whole, whole.length - 12));

    assertThatIOException().isThrownBy(() -> read(cut)).withMessageContaining("not whole");
    Path withoutEnd = changed("{\"records\":2}\n", "");
    assertThatIOException().isThrownBy(() -> read(withoutEnd)).withMessageContaining("not whole");
    Path miscounted = changed("{\"records\":2}\n", "{\"records\":3}\n");
    assertThatIOException().isThrownBy(() -> read(miscounted)).withMessageContaining("not whole");
  }

  @Test
  void anotherFileOrALaterFormatIsRefusedWithoutContent() throws IOException {
    Path other = changed("faultmaven-backup", "something");
    assertThatIOException().isThrownBy(() -> read(other)).withMessageContaining("no backup");
    Path later = changed("\"format\":1", "\"format\":2");
    assertThatIOException().isThrownBy(() -> read(later)).withMessageContaining("format 2");
    Path damaged = changed("\"partition\":2", "\"partition\":{\"planted");
    assertThatIOException()
        .isThrownBy(() -> read(damaged))
        .withMessageNotContaining("planted")
        .withNoCause();
  }

  @Test
  void aRecordPrintsWhereItGoesOnly() {
    assertThat(LINE).hasToString("SavedRecord[logs.raw/0]");
  }
}
