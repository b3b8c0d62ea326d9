package org.faultmaven.contracts.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryTest {
  private final Entry entry = Samples.entry();

  @Test
  void comesBackAsItWent() {
    assertThat(Entry.fromSanitizedTopic(entry.toBytes())).isEqualTo(entry);
  }

  @Test
  void ofALogToo() {
    var log =
        new Entry(
            entry.id(),
            entry.tenant(),
            entry.text(),
            entry.shape(),
            entry.source(),
            entry.firstAt(),
            entry.lastAt(),
            1,
            0,
            entry.citation(),
            null,
            null);

    assertThat(Entry.fromSanitizedTopic(log.toBytes())).isEqualTo(log);
  }

  @Test
  void isPlainJson() {
    assertThat(new String(entry.toBytes(), UTF_8))
        .contains(
            "\"tenant\":\"team-a\"",
            "\"shape\":\"lost broker <IP_ADDRESS>\"",
            "\"firstAt\":\"2016-12-19T20:39:01.123456789Z\"",
            "\"topic\":\"faultmaven.logs.clean\"");
  }

  @Test
  void aNewerWritersFieldsAreSkipped() {
    String newer =
        new String(entry.toBytes(), UTF_8)
            .replaceFirst("\\{", "{\"later\":{\"a\":[1,2]},")
            .replace("\"citation\":{", "\"citation\":{\"etag\":\"x\",");

    assertThat(Entry.fromSanitizedTopic(newer.getBytes(UTF_8))).isEqualTo(entry);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "planted",
        "{\"text\":\"planted",
        "{\"text\":{\"a\":\"planted\"}}",
        "{\"text\":7}",
        "{\"tenant\":\"Not A Planted Tenant\"}",
        "{\"firstAt\":\"planted\"}"
      })
  void whatIsNoEntryIsRefusedWithoutAWordOfIt(String json) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Entry.fromSanitizedTopic(json.getBytes(UTF_8)))
        .withMessageNotContaining("lanted")
        .withNoCause();
  }

  @Test
  void printsItsIdOnly() {
    assertThat(entry).hasToString("Entry[" + Samples.ID + "]");
  }
}
