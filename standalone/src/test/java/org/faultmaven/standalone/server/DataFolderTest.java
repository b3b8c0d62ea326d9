package org.faultmaven.standalone.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.faultmaven.runtime.StartException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @Test
  void keepsItsKeyAndItToItself(@TempDir Path parent) throws IOException {
    Path path = parent.resolve("data");
    String key;
    try (var folder = DataFolder.open(path)) {
      key = folder.pseudonymKey().reveal();
    }
    try (var folder = DataFolder.open(path)) {
      assertThat(folder.pseudonymKey().reveal()).isEqualTo(key);
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(path.resolve("pseudonym.key"))))
        .isEqualTo("rw-------");
  }

  @Test
  void twoFoldersHaveTwoKeys(@TempDir Path parent) throws IOException {
    try (var one = DataFolder.open(parent.resolve("one"));
        var two = DataFolder.open(parent.resolve("two"))) {
      assertThat(one.pseudonymKey()).isNotEqualTo(two.pseudonymKey());
    }
  }

  @Test
  void aSecondOneIsToldWhoHasItAndWhatToDo(@TempDir Path path) throws IOException {
    try (var folder = DataFolder.open(path)) {
      assertThat(folder.resolve("faultmaven.pid")).exists();
      assertThatThrownBy(() -> DataFolder.open(path))
          .isInstanceOf(StartException.class)
          .hasMessageContaining(Long.toString(ProcessHandle.current().pid()))
          .hasMessageContaining("./faultmaven down");
    }
    assertThat(path.resolve("faultmaven.pid")).doesNotExist();
    DataFolder.open(path).close();
  }

  @Test
  void aPathThatIsNoFolderIsNamed(@TempDir Path path) throws IOException {
    Path file = Files.createFile(path.resolve("file"));

    assertThatThrownBy(() -> DataFolder.open(file))
        .isInstanceOf(StartException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("--data");
  }
}
