package org.faultmaven.ingest.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.faultmaven.contracts.config.DataSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.ErrorResponseException;

class EnvelopeTest {
  private final Envelope envelope = new Envelope(new DataSize(1 << 20));

  @Test
  void everyFieldIsRead() {
    Upload upload =
        read(
            """
            {"title":"Outage","text":"caf\\u00e9 \\ud83d\\ude00\\n","source":"wiki",
             "labels":{"team":"db"},"occurredAt":"2026-01-31T12:00:00Z"}
            """);
    assertThat(new String(upload.text(), UTF_8)).isEqualTo("caf\u00e9 \ud83d\ude00\n");
    assertThat(upload.title()).isEqualTo("Outage");
    assertThat(upload.source()).isEqualTo("wiki");
    assertThat(upload.description().labels()).isEqualTo(Map.of("team", "db"));
    assertThat(upload.description().occurredAt()).isEqualTo("2026-01-31T12:00:00Z");
  }

  @Test
  void textAloneIsEnough() {
    Upload upload = read("{\"text\":\"down\"}");
    assertThat(upload.title()).isNull();
    assertThat(upload.source()).isEqualTo(Upload.NO_SOURCE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "\"hunter2\"",
        "{\"text\":\"hunter2\"",
        "{\"text\":\"hunter2\"} hunter2",
        "{\"text\":\"hunter2\",\"text\":\"again\"}",
        "{\"text\":\"hunter2\",\"hunter2\":1}",
        "{\"text\":\"hunter2\",\"tenantId\":\"hunter2\"}",
        "{\"text\":{\"hunter2\":1}}",
        "{\"text\":\"hunter2\",\"labels\":[\"hunter2\"]}",
        "{\"text\":\"hunter2\",\"labels\":{\"a\":null}}",
        "{\"text\":17}",
        "{\"title\":\"hunter2\"}",
        "{text:\"hunter2\"}",
        "{\"text\":\"hunter2\\ud83d\"}"
      })
  void brokenEnvelopesAreRefusedWithoutQuotingThem(String json) {
    ErrorResponseException refusal =
        catchThrowableOfType(ErrorResponseException.class, () -> read(json));
    assertThat(refusal.getStatusCode().value()).isEqualTo(400);
    assertThat(refusal.getBody().getDetail()).contains("labels").doesNotContain("hunter2");
    assertThat(refusal.getCause()).isNull();
    assertThat(refusal.getMessage()).doesNotContain("hunter2");
  }

  @Test
  void thePlaceOfAnErrorIsTold() {
    ErrorResponseException refusal =
        catchThrowableOfType(
            ErrorResponseException.class, () -> read("{\n\"text\": \"a\",\n\"title\": oops}"));
    assertThat(refusal.getBody().getDetail()).contains("at line 3, column");
  }

  @Test
  void aNulInTheTextIsBinary() {
    ErrorResponseException refusal =
        catchThrowableOfType(ErrorResponseException.class, () -> read("{\"text\":\"a\\u0000b\"}"));
    assertThat(refusal.getStatusCode().value()).isEqualTo(415);
  }

  private Upload read(String json) {
    return envelope.read(json.getBytes(UTF_8));
  }
}
