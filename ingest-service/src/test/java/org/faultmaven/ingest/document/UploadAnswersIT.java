package org.faultmaven.ingest.document;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.topic.TopicHeaders;
import org.faultmaven.ingest.RawHttp;
import org.faultmaven.ingest.extraction.SampleDocuments;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client is told, over a real Tomcat and a real socket. */
class UploadAnswersIT {
  private static final String PATH = "/api/v1/documents";
  private static final String FORM = "multipart/form-data; boundary=BOUND";
  private static UploadWeb web;

  @BeforeAll
  static void start() {
    web = new UploadWeb();
  }

  @AfterAll
  static void stop() {
    web.close();
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain, true", "text/plain, false",
    "application/json, true", "application/json, false",
    "multipart/form-data; boundary=BOUND, true", "multipart/form-data; boundary=BOUND, false"
  })
  void aClientThatSendsTooMuchGetsItsAnswerAfterSendingAll(String type, boolean chunked)
      throws IOException {
    byte[] head = type.equals(FORM) ? part("file", "big.log") : new byte[0];
    byte[] megabyte = new byte[1 << 20];
    Arrays.fill(megabyte, (byte) 'x');
    int megabytes = 40;
    try (var http = new RawHttp(web.port())) {
      long length = head.length + (long) megabytes * megabyte.length;
      http.post(PATH, type, chunked ? -1 : length);
      if (head.length > 0) {
        http.body(head);
      }
      for (int i = 0; i < megabytes; i++) {
        http.body(megabyte);
      }
      String answer = http.answer();
      assertThat(RawHttp.status(answer)).as(answer).isEqualTo(413);
      assertThat(RawHttp.isProblem(answer)).isTrue();
      assertThat(answer).contains("24MiB", "server.max-upload").doesNotContain("xxxx");
    }
  }

  @Test
  void anUploadOfExactlyTheLimitIsTaken() throws IOException {
    byte[] text = new byte[Math.toIntExact(UploadWeb.LIMIT.bytes())];
    Arrays.fill(text, (byte) 'y');
    assertThat(RawHttp.status(send(FORM, form("file", "limit.log", text)))).isEqualTo(202);
    assertThat(RawHttp.status(send("text/plain", text))).isEqualTo(202);
  }

  @Test
  void aFileIsTakenWithItsFields() throws IOException {
    byte[] file = form("file", "C:\\logs\\server.log", "one\ntwo\n".getBytes(UTF_8));
    var body = new ByteArrayOutputStream();
    body.write(field("title", "Night outage"));
    body.write(field("labels", "team=db"));
    body.write(field("labels", "env=prod"));
    body.write(field("occurredAt", "2026-01-31T12:00:00Z"));
    body.write(file);
    String answer = send(FORM, body.toByteArray());
    assertThat(RawHttp.status(answer)).as(answer).isEqualTo(202);
    assertThat(answer).contains("\"status\":\"accepted\"", "Location: " + PATH + "/");
    ProducerRecord<byte[], byte[]> piece = web.written().get(web.written().size() - 2);
    assertThat(piece.value()).isEqualTo("one\ntwo\n".getBytes(UTF_8));
    assertThat(TopicHeaders.text(piece.headers(), TopicHeaders.TITLE)).isEqualTo("Night outage");
    assertThat(TopicHeaders.text(piece.headers(), TopicHeaders.SOURCE)).isEqualTo("server.log");
    assertThat(TopicHeaders.text(piece.headers(), "fm.label.team")).isEqualTo("db");
    assertThat(TopicHeaders.text(piece.headers(), "fm.label.env")).isEqualTo("prod");
    assertThat(TopicHeaders.text(piece.headers(), TopicHeaders.OCCURRED_AT))
        .isEqualTo("2026-01-31T12:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/plain", "text/markdown;charset=utf-8", "text/csv; charset=US-ASCII"})
  void textIsTakenWithParametersInTheAddress(String type) throws IOException {
    String answer =
        sendTo(PATH + "?title=T&source=wiki&labels=a%3Db", type, "hello".getBytes(UTF_8));
    assertThat(RawHttp.status(answer)).as(answer).isEqualTo(202);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/pdf",
        "application/x-www-form-urlencoded",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "image/png",
        "nonsense",
        "text/plain; charset=ISO-8859-1",
        "application/json; charset=UTF-16"
      })
  void otherTypesAreRefusedWithThoseThatAreTaken(String type) throws IOException {
    String answer = send(type, "hunter2=1".getBytes(UTF_8));
    assertThat(RawHttp.status(answer)).as(answer).isEqualTo(415);
    assertThat(RawHttp.isProblem(answer)).isTrue();
    assertThat(answer).doesNotContain("hunter2");
    assertThat(answer).containsAnyOf("text/plain, text/markdown or text/csv", "UTF-8");
  }

  @Test
  void whatIsWrongWithAFormIsSaid() throws IOException {
    problem(400, send(FORM, form("document", "a.log", "x".getBytes(UTF_8))), "part named file");
    problem(400, send(FORM, "no form at all".getBytes(UTF_8)), "");
    byte[] fieldAlone = field("file", "hunter2\r\n--BOUND--");
    problem(400, send(FORM, fieldAlone), "file name");
    problem(400, send(FORM, form("file", "a.log", new byte[0])), "is empty");
    problem(
        415,
        send(FORM, form("file", "a.log", "\u0089PNG\r\n\u001a\n".getBytes(ISO_8859_1))),
        "PNG image");
    var two = new ByteArrayOutputStream();
    two.write(part("file", "a.log"));
    two.write("x\r\n".getBytes(UTF_8));
    two.write(form("file", "b.log", "y".getBytes(UTF_8)));
    problem(400, send(FORM, two.toByteArray()), "exactly one file");
    var session = new ByteArrayOutputStream();
    session.write(field("tenantId", "hunter2"));
    session.write(form("file", "b.log", "y".getBytes(UTF_8)));
    problem(
        400, send(FORM, session.toByteArray()), "title, source, labels, occurredAt and sessionId");
  }

  @Test
  void theTextOfADocumentIsTakenWithItsPages() throws IOException {
    byte[] pdf = SampleDocuments.pdf("first words", "second words");
    for (String answer :
        List.of(
            send(FORM, form("file", "a.pdf", pdf)),
            send("application/pdf", pdf),
            send("application/octet-stream", pdf))) {
      assertThat(RawHttp.status(answer)).as(answer).isEqualTo(202);
      ProducerRecord<byte[], byte[]> piece = web.written().get(web.written().size() - 2);
      assertThat(new String(piece.value(), UTF_8))
          .contains("\fpage 1\n", "first words\n", "\fpage 2\n", "second words\n");
      assertThat(TopicHeaders.text(piece.headers(), TopicHeaders.OUTLINE)).isEqualTo("markdown");
      // The file tells the document from others, not what a parser makes of it.
      assertThat(new String(piece.key(), UTF_8))
          .isEqualTo(new KeyedHash(new byte[32]).of("document", Tenant.DEFAULT, pdf));
    }
    String html = "<h1>Guide</h1><p>caf\u00e9</p>";
    String answer = send("text/html; charset=ISO-8859-1", html.getBytes(ISO_8859_1));
    assertThat(RawHttp.status(answer)).as(answer).isEqualTo(202);
    ProducerRecord<byte[], byte[]> piece = web.written().get(web.written().size() - 2);
    assertThat(new String(piece.value(), UTF_8)).startsWith("# Guide\n").contains("caf\u00e9");
  }

  @Test
  void markdownIsOutlinedAndTextIsNot() throws IOException {
    for (var outlined : Map.of("a.md", true, "a.yml", false).entrySet()) {
      send(FORM, form("file", outlined.getKey(), "# words\n".getBytes(UTF_8)));
      ProducerRecord<byte[], byte[]> piece = web.written().get(web.written().size() - 2);
      assertThat(TopicHeaders.text(piece.headers(), TopicHeaders.OUTLINE) != null)
          .isEqualTo(outlined.getValue());
    }
  }

  @Test
  void whatIsWrongWithADocumentIsSaid() throws IOException {
    byte[] locked = SampleDocuments.encryptedPdf("made up", "hunter2");
    problem(422, send(FORM, form("file", "a.pdf", locked)), "qpdf --decrypt");
    problem(422, send(FORM, form("file", "a.pdf", SampleDocuments.pdf(""))), "ocrmypdf");
    problem(413, send(FORM, form("file", "a.zip", SampleDocuments.zipBomb(100))), "unpacks to");
    byte[] half = Arrays.copyOf(SampleDocuments.docx("hunter2"), 300);
    problem(422, send(FORM, form("file", "a.docx", half)), "damaged");
    byte[] images = SampleDocuments.zip(Map.of("hunter2.png", new byte[] {0}));
    problem(415, send(FORM, form("file", "a.zip", images)), "not supported");
    byte[] latin1 = "<html>caf\u00e9 hunter2".getBytes(ISO_8859_1);
    problem(400, send(FORM, form("file", "a.html", latin1)), "iconv");
    byte[] packed = SampleDocuments.gzip("caf\u00e9 hunter2".getBytes(ISO_8859_1));
    problem(400, send(FORM, form("file", "a.log.gz", packed)), "iconv");
    problem(
        415,
        send(FORM, form("file", "a.pdf", "\u0089PNG\r\n\u001a\n".getBytes(ISO_8859_1))),
        "PNG image");
    byte[] good = SampleDocuments.gzip("still there".getBytes(UTF_8));
    assertThat(RawHttp.status(send(FORM, form("file", "a.log.gz", good)))).isEqualTo(202);
  }

  @Test
  void whatIsWrongWithTextIsSaid() throws IOException {
    problem(400, send("text/plain", new byte[0]), "is empty");
    problem(400, send("text/plain", "caf\u00e9 hunter2".getBytes(ISO_8859_1)), "iconv");
    problem(400, send("application/json", "{\"text\": \"hunter2\"".getBytes(UTF_8)), "line 1");
    problem(
        400, sendTo(PATH + "?occurredAt=hunter2", "text/plain", "x".getBytes(UTF_8)), "occurredAt");
    problem(400, sendTo(PATH + "?page=0", "text/plain", "x".getBytes(UTF_8)), "parameters");
  }

  private static void problem(int status, String answer, String says) {
    assertThat(RawHttp.status(answer)).as(answer).isEqualTo(status);
    assertThat(RawHttp.isProblem(answer)).as(answer).isTrue();
    assertThat(answer).contains(says).doesNotContain("hunter2");
  }

  private static String send(String type, byte[] body) throws IOException {
    return sendTo(PATH, type, body);
  }

  private static String sendTo(String path, String type, byte[] body) throws IOException {
    try (var http = new RawHttp(web.port())) {
      http.post(path, type, body.length);
      http.body(body);
      return http.answer();
    }
  }

  private static byte[] form(String name, String fileName, byte[] content) {
    var form = new ByteArrayOutputStream();
    form.writeBytes(part(name, fileName));
    form.writeBytes(content);
    form.writeBytes("\r\n--BOUND--\r\n".getBytes(ISO_8859_1));
    return form.toByteArray();
  }

  private static byte[] part(String name, String fileName) {
    return ("--BOUND\r\nContent-Disposition: form-data; name=\""
            + name
            + "\"; filename=\""
            + fileName
            + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
        .getBytes(ISO_8859_1);
  }

  private static byte[] field(String name, String value) {
    return ("--BOUND\r\nContent-Disposition: form-data; name=\""
            + name
            + "\"\r\n\r\n"
            + value
            + "\r\n")
        .getBytes(ISO_8859_1);
  }
}
