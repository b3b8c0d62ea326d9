package org.faultmaven.standalone.send;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelectionTest {
  @TempDir private Path folder;

  @Test
  void logsOfTheSameNameAreToldApartByTheirFolders() throws Exception {
    file("kafka0/logs/server.log.2016-12-19-20");
    file("kafka0/logs/server.log");
    file("kafka0/logs/controller.log");
    file("kafka1/logs/server.log");

    Selection selection =
        select(
            "kafka1/logs/server.log",
            "kafka0/logs/server.log",
            "kafka0/logs/server.log.2016-12-19-20",
            "kafka0/logs/controller.log");

    assertThat(selection.files())
        .extracting(file -> file.source() + " " + file.path().getFileName())
        .containsExactly(
            "kafka0/logs/controller.log controller.log",
            "kafka0/logs/server.log server.log.2016-12-19-20",
            "kafka0/logs/server.log server.log",
            "kafka1/logs/server.log server.log");
  }

  @Test
  void aSingleLogIsNamedWithItsFolder() throws Exception {
    file("var/log/nginx/access.log");
    file("var/log/nginx/access.log.1");

    assertThat(sources(select("var/log/nginx/access.log", "var/log/nginx/access.log.1")))
        .containsExactly("nginx/access.log", "nginx/access.log");
  }

  @Test
  void theNameBelowAFolderIsKeptWhole() throws Exception {
    file("data/kafka0/logs/server.log");
    file("data/top.log");

    assertThat(sources(select("data"))).containsExactly("data/top.log", "kafka0/logs/server.log");
  }

  @Test
  void equalNamesBelowTwoFoldersAreToldApart() throws Exception {
    file("blue/logs/app.log");
    file("green/logs/app.log");

    assertThat(sources(select("blue/logs", "green/logs")))
        .containsExactly("blue/logs/app.log", "green/logs/app.log");
  }

  @Test
  void aFileIsSentOnceHoweverOftenItIsNamed() throws Exception {
    file("logs/app.log");
    Files.createSymbolicLink(folder.resolve("logs/current.log"), folder.resolve("logs/app.log"));

    assertThat(select("logs/app.log", "logs", "logs/*.log").files()).hasSize(1);
  }

  @Test
  void aFolderIsSearchedForLogsOnly() throws Exception {
    file("logs/app.log");
    file("logs/.hidden");
    file("logs/.git/config");
    Files.write(folder.resolve("logs/wtmp"), new byte[] {'a', 0, 'b'});
    file("logs/app.log.1.bz2");
    gzip("logs/app.log.2.gz");

    Selection selection = select("logs");

    assertThat(selection.files())
        .extracting(file -> file.path().getFileName().toString())
        .containsExactly("app.log.2.gz", "app.log");
    assertThat(selection.skipped())
        .anyMatch(skipped -> skipped.endsWith("wtmp: not text"))
        .anyMatch(skipped -> skipped.endsWith("app.log.1.bz2: compressed in another way than gzip"))
        .hasSize(2);
  }

  @Test
  void aGlobThatNoShellExpandedIsExpanded() throws Exception {
    file("a/one/x.log");
    file("a/two/x.log.1");
    file("a/two/y.txt");

    assertThat(sources(select("a/*/*.log*"))).containsExactly("one/x.log", "two/x.log");
    assertThat(sources(select("a/**.txt"))).containsExactly("two/y.txt");
  }

  @Test
  void whatIsNotThereIsSaid() throws Exception {
    file("app.log.xz");
    Files.createDirectory(folder.resolve("empty"));

    assertThatThrownBy(() -> select("nosuch.log"))
        .isInstanceOf(SelectionException.class)
        .hasMessageContaining("there is no file");
    assertThatThrownBy(() -> select("nosuch/*.log"))
        .isInstanceOf(SelectionException.class)
        .hasMessageContaining("no file fits");
    assertThatThrownBy(() -> select("empty"))
        .isInstanceOf(SelectionException.class)
        .hasMessageContaining("there is no file in");
    assertThatThrownBy(() -> select("app.log.xz"))
        .isInstanceOf(SelectionException.class)
        .hasMessageContaining("Decompress it");
  }

  @Test
  void sizesAddUp() throws Exception {
    file("logs/a.log");
    file("logs/b.log");

    assertThat(select("logs").bytes()).isEqualTo(2L * "a line\n".length());
  }

  private Selection select(String... names) throws SelectionException {
    return Selection.of(Stream.of(names).map(name -> folder.resolve(name).toString()).toList());
  }

  private static List<String> sources(Selection selection) {
    return selection.files().stream().map(LogFile::source).toList();
  }

  private void file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "a line\n");
  }

  private void gzip(String name) throws IOException {
    try (var out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)))) {
      out.write("a line\n".getBytes(UTF_8));
    }
  }
}
