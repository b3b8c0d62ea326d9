package org.faultmaven.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.faultmaven.contracts.config.DataSize;
import org.faultmaven.contracts.record.Tenant;
import org.junit.jupiter.api.Test;

/** The largest upload there is by default, through Kafka. */
class LargeUploadIT {
  private static final int BYTES = 64 << 20;

  @Test
  void sixtyFourMebibytesArriveWholeAndInOrder() throws Exception {
    byte[] text = new byte[BYTES];
    byte[] line = "2026-01-31T12:00:00Z INFO a line of an uploaded log, number ".getBytes(UTF_8);
    for (int at = 0; at < BYTES; at += 80) {
      int room = Math.min(80, BYTES - at);
      byte[] numbered =
          Arrays.copyOf((new String(line, UTF_8) + at + " ".repeat(80)).getBytes(UTF_8), 80);
      numbered[79] = '\n';
      System.arraycopy(numbered, 0, text, at, room);
    }
    try (var broker = new Broker();
        var api = new Api(broker.config(1, new DataSize(BYTES)), broker.topics)) {
      Api.Answer answer = api.uploadAs("text/plain", text);
      assertThat(answer.status()).as("%s", answer.body()).isEqualTo(202);

      List<ConsumerRecord<byte[], byte[]>> pieces = broker.all(broker.topics.rawDocuments().name());
      assertThat(pieces)
          .hasSizeGreaterThanOrEqualTo(128)
          .allMatch(each -> each.value().length <= 512 * 1024);
      var joined = new ByteArrayOutputStream(BYTES);
      pieces.forEach(piece -> joined.writeBytes(piece.value()));
      assertThat(Arrays.equals(joined.toByteArray(), text)).isTrue();
      assertThat(answer.body().at("/documentId").asString())
          .isEqualTo(Api.HASH.of("document", Tenant.DEFAULT, text));
    }
  }
}
