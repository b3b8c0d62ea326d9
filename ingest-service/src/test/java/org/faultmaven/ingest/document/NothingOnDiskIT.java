package org.faultmaven.ingest.document;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import org.faultmaven.ingest.RawHttp;
import org.faultmaven.ingest.extraction.SampleDocuments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Looks through {@code java.io.tmpdir}, where Tomcat keeps what it spools, while a 20 MiB upload
 * stands still a few bytes before its end.
 */
class NothingOnDiskIT {
  private static final int BYTES = 20 << 20;
  private static final String BOUNDARY = "xxxBOUNDARYxxx";

  private final String marker = UUID.randomUUID().toString();
  private final FileTime since = FileTime.from(Instant.now().minusSeconds(2));

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aMultipartUploadTouchesNoFile(boolean chunked) throws Exception {
    try (var web = new UploadWeb()) {
      assertThat(
              filesDuring(web, multipart(), "multipart/form-data; boundary=" + BOUNDARY, chunked))
          .isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aPlainUploadTouchesNoFile(boolean chunked) throws Exception {
    try (var web = new UploadWeb()) {
      assertThat(filesDuring(web, text(), "text/plain", chunked)).isEmpty();
    }
  }

  @Test
  void aJsonUploadTouchesNoFile() throws Exception {
    String json = "{\"text\":\"" + new String(text(), UTF_8).replace("\n", "\\n") + "\"}";
    try (var web = new UploadWeb()) {
      assertThat(filesDuring(web, json.getBytes(UTF_8), "application/json", false)).isEmpty();
    }
  }

  /**
   * Tika, POI and PDFBox like temporary files; the process that they are in has no place for any.
   */
  @Test
  void aDocumentWhoseTextIsExtractedTouchesNoFile() throws Exception {
    String[] lines = new String[4_000];
    Arrays.setAll(lines, i -> marker + " " + UUID.randomUUID());
    byte[] pages = SampleDocuments.pdf(lines);
    byte[] word = SampleDocuments.docx(lines);
    Map<String, byte[]> documents =
        Map.of(
            "application/pdf",
            pages,
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            word,
            "application/zip",
            SampleDocuments.zip(Map.of("a.pdf", pages, "a.docx", word)),
            "message/rfc822",
            SampleDocuments.eml("S", String.join("\n", lines), "a.docx", word));
    try (var web = new UploadWeb()) {
      for (var document : documents.entrySet()) {
        try (var http = new RawHttp(web.port())) {
          http.post("/api/v1/documents", document.getKey(), document.getValue().length);
          http.body(document.getValue());
          var answering = new FutureTask<>(http::answer);
          Thread.ofVirtual().start(answering);
          while (!answering.isDone()) {
            assertThat(filesWithMarker()).as(document.getKey()).isEmpty();
          }
          assertThat(RawHttp.status(answering.get())).as(answering.get()).isEqualTo(202);
        }
        assertThat(filesWithMarker()).as(document.getKey()).isEmpty();
      }
    }
  }

  /** Or the tests above could not fail. */
  @Test
  void withSpringBootsOwnSettingsItWouldTouchOne() throws Exception {
    try (var web =
        new UploadWeb(
            UploadWeb.Plain.class,
            Map.of(
                "spring.servlet.multipart.max-file-size", "30MB",
                "spring.servlet.multipart.max-request-size", "30MB",
                "spring.servlet.multipart.resolve-lazily", true))) {
      assertThat(filesDuring(web, multipart(), "multipart/form-data; boundary=" + BOUNDARY, false))
          .isNotEmpty();
    }
  }

  private List<Path> filesDuring(UploadWeb web, byte[] body, String type, boolean chunked)
      throws IOException {
    int half = body.length - 100;
    List<Path> found;
    try (var http = new RawHttp(web.port())) {
      http.post("/api/v1/documents", type, chunked ? -1 : body.length);
      http.body(java.util.Arrays.copyOf(body, half));
      found = filesWithMarker();
      http.body(java.util.Arrays.copyOfRange(body, half, body.length));
      String answer = http.answer();
      assertThat(RawHttp.status(answer)).as(answer).isEqualTo(202);
    }
    found.addAll(filesWithMarker());
    // All of it arrived: the pieces, and the event.
    assertThat(web.written().stream().mapToLong(record -> record.value().length).sum())
        .isGreaterThanOrEqualTo(BYTES);
    return found;
  }

  private byte[] text() {
    var text = new StringBuilder(BYTES + 100);
    while (text.length() < BYTES) {
      text.append(marker).append(" line of an uploaded log\n");
    }
    return text.toString().getBytes(UTF_8);
  }

  private byte[] multipart() {
    String head =
        "--"
            + BOUNDARY
            + "\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nBig\r\n--"
            + BOUNDARY
            + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.log\"\r\n"
            + "Content-Type: application/octet-stream\r\n\r\n";
    return (head + new String(text(), ISO_8859_1) + "\r\n--" + BOUNDARY + "--\r\n")
        .getBytes(ISO_8859_1);
  }

  private List<Path> filesWithMarker() throws IOException {
    var found = new ArrayList<Path>();
    Files.walkFileTree(
        Path.of(System.getProperty("java.io.tmpdir")),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()
                && attributes.lastModifiedTime().compareTo(since) > 0
                && holdsMarker(file)) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            // Another program's file, or one that is gone.
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException e) {
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }

  private boolean holdsMarker(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(1 << 16), ISO_8859_1).contains(marker);
    } catch (IOException e) {
      return false;
    }
  }
}
