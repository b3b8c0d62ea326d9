package org.faultmaven.sanitizer.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.faultmaven.sanitizer.support.Pipeline;
import org.junit.jupiter.api.Test;

class RawRecordCodecTest {
  private final RawRecordCodec codec = new RawRecordCodec("raw", 3);

  @Test
  void aRecordComesBackAsItWas() {
    Headers headers = Pipeline.headers("a", "1", "\u00e9", "", "a", "2");
    headers.add("null", null);
    headers.add("bytes", new byte[] {0, -1});
    var record =
        new RawRecord("raw", 3, 42, 17, "k".getBytes(UTF_8), new byte[] {0, -1, 5}, headers);
    Instant now = Instant.ofEpochMilli(1_700_000_000_123L);

    byte[] stored = codec.encode(record, now);
    RawRecord back = codec.decode(stored);

    assertThat(RawRecordCodec.heldAt(stored)).isEqualTo(now);
    assertThat(back.origin()).isEqualTo("raw/3/42");
    assertThat(back.timestamp()).isEqualTo(17);
    assertThat(back.key()).isEqualTo(record.key());
    assertThat(back.value()).isEqualTo(record.value());
    assertThat(back.headers().toArray()).isEqualTo(headers.toArray());
  }

  @Test
  void nullAndEmptyStayApart() {
    var record = new RawRecord("raw", 3, 0, 0, null, new byte[0], Pipeline.headers());

    RawRecord back = codec.decode(codec.encode(record, Instant.EPOCH));

    assertThat(back.key()).isNull();
    assertThat(back.value()).isEmpty();
    assertThat(back.headers().toArray()).isEmpty();
  }

  @Test
  void aRecordPrintsWhereItIsFromOnly() {
    byte[] secret = "SECRET1".getBytes(UTF_8);

    assertThat(
            new RawRecord("raw", 3, 42, 0, secret, secret, Pipeline.headers("SECRET1", "SECRET1")))
        .hasToString("RawRecord[raw/3/42]");
  }
}
