package org.faultmaven.contracts.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DocumentEventTest {
  private final DocumentEvent full =
      new DocumentEvent(
          Samples.ID,
          DocumentEvent.Stage.INDEXED,
          Samples.AT,
          "c".repeat(26),
          1234L,
          new SanitizedText("title of <PERSON_k7f3q2mz>"),
          new SanitizedText("upload"),
          Map.of(new SanitizedText("team"), new SanitizedText("a/b")),
          Map.of("PERSON", 1),
          12,
          3,
          44L,
          "reason",
          "d".repeat(52));

  @Test
  void comesBackAsItWent() {
    assertThat(DocumentEvent.fromSanitizedTopic(full.toBytes())).isEqualTo(full);
  }

  @Test
  void withNothingKnownToo() {
    DocumentEvent bare =
        DocumentEvent.of(Samples.ID, DocumentEvent.Stage.ACCEPTED, Samples.AT, "u");

    assertThat(DocumentEvent.fromSanitizedTopic(bare.toBytes())).isEqualTo(bare);
  }

  @Test
  void aNewerWritersFieldsAreSkipped() {
    String newer = new String(full.toBytes(), UTF_8).replaceFirst("\\{", "{\"later\":[{}],");

    assertThat(DocumentEvent.fromSanitizedTopic(newer.getBytes(UTF_8))).isEqualTo(full);
  }

  @Test
  void itsKeyIsIdAndStage() {
    assertThat(full.key()).isEqualTo(Samples.ID + "/indexed");
    assertThat(full).hasToString("DocumentEvent[" + Samples.ID + "/indexed]");
  }

  @Test
  void whatIsNoEventIsRefusedWithoutAWordOfIt() {
    String broken = new String(full.toBytes(), UTF_8).replace("INDEXED", "PLANTED");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> DocumentEvent.fromSanitizedTopic(broken.getBytes(UTF_8)))
        .withMessageNotContaining("PLANTED")
        .withNoCause();
  }

  @Test
  void keepsCopies() {
    var counts = new HashMap<>(Map.of("PERSON", 1));
    var event =
        new DocumentEvent(
            Samples.ID,
            DocumentEvent.Stage.SANITIZED,
            Samples.AT,
            "u",
            null,
            null,
            null,
            Map.of(),
            counts,
            null,
            null,
            null,
            null,
            null);
    counts.clear();

    assertThat(event.counts()).containsEntry("PERSON", 1);
    assertThatThrownBy(() -> event.counts().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
