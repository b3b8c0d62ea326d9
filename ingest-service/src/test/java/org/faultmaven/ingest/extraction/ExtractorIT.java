package org.faultmaven.ingest.extraction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.faultmaven.contracts.config.DataSize;
import org.faultmaven.contracts.config.ExtractionConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real processes, and what they meet. */
class ExtractorIT {
  private static final int LIMIT = 8 << 20;
  private static final byte[] GOOD = SampleDocuments.pdf("Good words");

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<Process> started = new ArrayList<>();
  private Extractor extractor = extractor(128, Duration.ofSeconds(60), 1);

  @AfterEach
  void nothingIsLeftBehind() throws Exception {
    extractor.close();
    for (Process each : started) {
      assertThat(each.waitFor()).isNotNull();
    }
  }

  private Extractor extractor(int megabytes, Duration timeout, int processes) {
    var config = new ExtractionConfig(new DataSize((long) megabytes << 20), timeout, processes);
    return new Extractor(
        config,
        meters,
        () -> {
          Process process = ExtractionCommand.of(config.memory()).start();
          started.add(process);
          return process;
        });
  }

  @Test
  void oneProcessReadsEveryFormatAndNoneIsStartedBefore() throws Exception {
    assertThat(started).isEmpty();
    Map<String, byte[]> documents = new LinkedHashMap<>();
    documents.put("a.pdf", SampleDocuments.pdf("Good words"));
    documents.put("a.docx", SampleDocuments.docx("Good words"));
    documents.put("a.pptx", SampleDocuments.pptx("Good words"));
    documents.put("a.xlsx", SampleDocuments.xlsx(Map.of("S", new String[][] {{"Good words"}})));
    documents.put("a.xls", SampleDocuments.xls(Map.of("S", new String[][] {{"Good words"}})));
    documents.put("a.html", "<html><p>Good words".getBytes(UTF_8));
    documents.put("a.eml", SampleDocuments.eml("S", "Good words", "a.txt", new byte[] {'x'}));
    documents.put("a.zip", SampleDocuments.zip(Map.of("a.txt", "Good words".getBytes(UTF_8))));
    documents.put("a.log.gz", SampleDocuments.gzip("Good words".getBytes(UTF_8)));
    for (var document : documents.entrySet()) {
      assertThat(text(extractor, document.getKey(), document.getValue()))
          .as(document.getKey())
          .contains("Good words");
    }
    assertThat(started).hasSize(1);
  }

  @Test
  void aPdfThatLoopsIsEndedAndTheNextDocumentIsRead() throws Exception {
    extractor.close();
    extractor = extractor(128, Duration.ofSeconds(20), 1);
    assertThat(refusal("loop.pdf", SampleDocuments.loopingPdf())).isEqualTo(Refusal.TOO_SLOW);
    assertThat(text(extractor, "a.pdf", GOOD)).contains("Good words");
    assertThat(started).hasSize(2);
    assertThat(started.getFirst().waitFor()).isNotZero();
    assertThat(
            meters
                .get("faultmaven.extraction")
                .tags("format", "pdf", "outcome", "too_slow")
                .timer()
                .count())
        .isEqualTo(1);
  }

  @Test
  void bombsAreRefusedAndTheProcessLives() throws Exception {
    byte[] bomb = SampleDocuments.zipBomb(200);
    assertThat(bomb.length).isLessThan(300_000);
    assertThat(refusal("bomb.zip", bomb)).isEqualTo(Refusal.TOO_LARGE);
    assertThat(refusal("bomb.gz", SampleDocuments.gzip(bomb))).isEqualTo(Refusal.TOO_LARGE);
    assertThat(refusal("bomb.docx", officeBomb())).isEqualTo(Refusal.TOO_LARGE);
    assertThat(text(extractor, "a.pdf", GOOD)).contains("Good words");
    assertThat(started).hasSize(1);
  }

  @Test
  void whatNeedsMoreMemoryThanThereIsSaysSo() throws Exception {
    extractor.close();
    extractor = extractor(64, Duration.ofSeconds(60), 1);
    // Its own bytes do not fit.
    byte[] large = java.util.Arrays.copyOf(GOOD, 80 << 20);
    assertThat(refusal("large.pdf", large)).isEqualTo(Refusal.TOO_MUCH_MEMORY);
    assertThat(text(extractor, "a.pdf", GOOD)).contains("Good words");
  }

  @Test
  void aProcessThatDiedInBetweenIsReplaced() throws Exception {
    assertThat(text(extractor, "a.pdf", GOOD)).contains("Good words");
    started.getFirst().destroyForcibly().waitFor();
    assertThat(text(extractor, "a.pdf", GOOD)).contains("Good words");
    assertThat(started).hasSize(2);
  }

  @Test
  void whatEndsEveryProcessIsRefusedInTheEnd() {
    var dying = new AtomicInteger();
    try (var always =
        new Extractor(
            new ExtractionConfig(new DataSize(64 << 20), Duration.ofSeconds(30), 1),
            meters,
            () -> {
              dying.incrementAndGet();
              return new ProcessBuilder("false").start();
            })) {
      assertThat(refusal(always, "a.pdf", GOOD)).isEqualTo(Refusal.CRASHED);
      assertThat(dying).hasValue(2);
    }
  }

  @Test
  void severalAreReadAtOnceByAsManyProcessesAsConfigured() throws Exception {
    extractor.close();
    extractor = extractor(128, Duration.ofSeconds(60), 2);
    try (var threads = Executors.newFixedThreadPool(6)) {
      Callable<String> reading = () -> text(extractor, "a.pdf", GOOD);
      for (var each : threads.invokeAll(java.util.Collections.nCopies(12, reading))) {
        assertThat(each.get()).contains("Good words");
      }
    }
    assertThat(started.size()).isBetween(1, 2);
  }

  @Test
  void nothingThatADocumentNamesIsFetched() throws Exception {
    try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String url = "http://127.0.0.1:" + server.getLocalPort() + "/x";
      String html =
          "<html><head><link rel=stylesheet href='" + url + "'></head><img src='" + url + "'>words";
      assertThat(text(extractor, "a.html", html.getBytes(UTF_8))).contains("words");
      String doctype = "<!DOCTYPE x [<!ENTITY e SYSTEM \"" + url + "\">]>";
      String part =
          doctype
              + "<w:document"
              + " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>"
              + "<w:p><w:r><w:t>words &e;</w:t></w:r></w:p></w:body></w:document>";
      refusalOrText("a.docx", withDocument(SampleDocuments.docx("x"), part));
      server.setSoTimeout(1);
      assertThat(catchThrowableOfType(IOException.class, server::accept)).isNotNull();
    }
  }

  private void refusalOrText(String name, byte[] document) {
    try {
      assertThat(text(extractor, name, document)).doesNotContain("root:");
    } catch (RefusedException e) {
      assertThat(e.refusal()).isIn(Refusal.DAMAGED, Refusal.NO_TEXT);
    }
  }

  private static byte[] officeBomb() throws IOException {
    return withDocument(SampleDocuments.docx("x"), " ".repeat(100 << 20));
  }

  /** The same Word file with another main part. */
  private static byte[] withDocument(byte[] docx, String part) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (var zip = new java.util.zip.ZipInputStream(new java.io.ByteArrayInputStream(docx))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        byte[] content = zip.readAllBytes();
        files.put(
            entry.getName(),
            entry.getName().equals("word/document.xml") ? part.getBytes(UTF_8) : content);
      }
    }
    return SampleDocuments.zip(files);
  }

  private static String text(Extractor extractor, String name, byte[] document)
      throws RefusedException {
    return new String(extractor.extract(request(name, document), bytes -> {}).text(), UTF_8);
  }

  private Refusal refusal(String name, byte[] document) {
    return refusal(extractor, name, document);
  }

  private static Refusal refusal(Extractor extractor, String name, byte[] document) {
    RefusedException refused =
        catchThrowableOfType(RefusedException.class, () -> text(extractor, name, document));
    assertThat(refused).as(name).isNotNull();
    return refused.refusal();
  }

  private static ExtractionRequest request(String name, byte[] document) {
    return new ExtractionRequest(
        DocumentFormat.of(document, name, null), name, "", LIMIT, document);
  }
}
