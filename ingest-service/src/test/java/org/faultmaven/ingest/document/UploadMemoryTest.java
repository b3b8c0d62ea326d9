package org.faultmaven.ingest.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Duration;
import org.faultmaven.contracts.config.DataSize;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.web.ErrorResponseException;

class UploadMemoryTest {
  private static final long MIB = 1 << 20;
  private final UploadMemory memory =
      new UploadMemory(20 * MIB, new DataSize(2 * MIB), Duration.ofMillis(50));

  @Test
  void whatFitsGoesOnSideBySide() throws IOException {
    assertThat(memory.within(MIB, () -> memory.within(MIB / 2, () -> "both"))).isEqualTo("both");
  }

  @Test
  void whatDoesNotFitIsToldToComeAgain() throws IOException {
    // A request that does not say its length may be as long as the limit.
    ErrorResponseException refusal =
        memory.within(
            -1,
            () ->
                catchThrowableOfType(
                    ErrorResponseException.class, () -> memory.within(MIB, () -> "never")));
    assertThat(refusal.getStatusCode().value()).isEqualTo(503);
    assertThat(refusal.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("5");
  }

  @Test
  void theShareIsGivenBackWhateverHappens() throws IOException {
    for (int i = 0; i < 10; i++) {
      assertThatThrownBy(
              () ->
                  memory.within(
                      -1,
                      () -> {
                        throw new IOException("client went away");
                      }))
          .isInstanceOf(IOException.class);
    }
    assertThat(memory.within(-1, () -> "done")).isEqualTo("done");
  }

  @Test
  void oneUploadOfTheLimitAlwaysFits() throws IOException {
    var small = new UploadMemory(1, new DataSize(64 * MIB), Duration.ofMillis(50));
    assertThat(small.within(64 * MIB, () -> "fits")).isEqualTo("fits");
    assertThat(small.within(Long.MAX_VALUE, () -> "is refused later"))
        .isEqualTo("is refused later");
  }
}
