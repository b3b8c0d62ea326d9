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
    assertThat(memory.<String>within(MIB, _ -> memory.within(MIB / 2, _ -> "both")))
        .isEqualTo("both");
  }

  @Test
  void whatDoesNotFitIsToldToComeAgain() throws IOException {
    // A request that does not say its length may be as long as the limit.
    ErrorResponseException refusal =
        memory.within(
            -1,
            _ ->
                catchThrowableOfType(
                    ErrorResponseException.class, () -> memory.within(MIB, _ -> "never")));
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
                      _ -> {
                        throw new IOException("client went away");
                      }))
          .isInstanceOf(IOException.class);
    }
    assertThat(memory.<String>within(-1, _ -> "done")).isEqualTo("done");
  }

  @Test
  void aTextThatIsLargerThanItsDocumentTakesMore() throws IOException {
    ErrorResponseException refusal =
        memory.within(
            MIB / 10,
            share -> {
              share.grow(MIB / 20);
              assertThat(memory.<String>within(2 * MIB - MIB / 4, _ -> "still room")).isNotNull();
              share.grow(2 * MIB);
              return catchThrowableOfType(
                  ErrorResponseException.class, () -> memory.within(MIB, _ -> "never"));
            });
    assertThat(refusal.getStatusCode().value()).isEqualTo(503);
    assertThat(memory.<String>within(-1, _ -> "given back")).isEqualTo("given back");
  }

  @Test
  void oneUploadOfTheLimitAlwaysFits() throws IOException {
    var small = new UploadMemory(1, new DataSize(64 * MIB), Duration.ofMillis(50));
    assertThat(small.<String>within(64 * MIB, _ -> "fits")).isEqualTo("fits");
    assertThat(small.<String>within(Long.MAX_VALUE, _ -> "is refused later"))
        .isEqualTo("is refused later");
  }
}
