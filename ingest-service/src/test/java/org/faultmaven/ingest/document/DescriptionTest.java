package org.faultmaven.ingest.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.ErrorResponseException;

class DescriptionTest {
  @Test
  void fieldsAreStrippedAndTimesAreInUtc() {
    var description =
        Description.checked(
            " Outage ", "", Map.of("team", "db"), "2026-01-31T12:00:00+02:00", null);
    assertThat(description.title()).isEqualTo("Outage");
    assertThat(description.source()).isNull();
    assertThat(description.labels()).containsExactly(Map.entry("team", "db"));
    assertThat(description.occurredAt()).isEqualTo("2026-01-31T10:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "2026-01-31", "2026-01-31T12:00:00", "2026-13-01T00:00:00Z"})
  void aTimeWithoutZoneOrSenseIsRefused(String time) {
    assertThat(refusal(null, Map.of(), time)).contains("occurredAt", "2026-01-31T12:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"+999999999-12-31T00:00:00Z", "2262-01-01T00:00:00Z", "0001-01-01T00:00:00Z"})
  void aTimeThatNoIndexHoldsIsRefused(String time) {
    assertThat(refusal(null, Map.of(), time)).contains("occurredAt", "1678 to 2261");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".hidden", "with space", "a/b", "caf\u00e9", "a\nb"})
  void badLabelNamesAreRefusedWithoutQuotingThem(String name) {
    assertThat(refusal(null, Map.of(name, "value"), null))
        .startsWith("The field labels have names of 1 to 63 letters");
  }

  @Test
  void labelsAreBoundedInNumberLengthAndForm() {
    Map<String, String> many =
        IntStream.rangeClosed(0, Description.MAX_LABELS)
            .boxed()
            .collect(Collectors.toMap(i -> "l" + i, i -> "v"));
    assertThat(refusal(null, many, null)).contains("at most 32");
    assertThat(refusal(null, Map.of("a", " "), null)).contains("have a value each");
    assertThat(refusal(null, Map.of("a".repeat(64), "v"), null)).contains("1 to 63");
  }

  @Test
  void longOrMultilineTitlesAreRefusedWithoutQuotingThem() {
    assertThat(refusal("secret\nline", Map.of(), null)).contains("title").doesNotContain("secret");
    assertThat(refusal("s".repeat(1001), Map.of(), null)).contains("1000").doesNotContain("sss");
  }

  @Test
  void labelsOfParametersKeepEverythingAfterTheFirstEqualsSign() {
    assertThat(Description.labels(List.of("team=db", "query=a=b,c")))
        .containsExactly(Map.entry("team", "db"), Map.entry("query", "a=b,c"));
    assertThat(
            catchThrowableOfType(
                    ErrorResponseException.class, () -> Description.labels(List.of("secret")))
                .getBody()
                .getDetail())
        .contains("labels=team=storage")
        .doesNotContain("secret");
  }

  private static @Nullable String refusal(
      @Nullable String title, Map<String, String> labels, @Nullable String time) {
    ErrorResponseException refusal =
        catchThrowableOfType(
            ErrorResponseException.class,
            () -> Description.checked(title, null, labels, time, null));
    assertThat(refusal.getStatusCode().value()).isEqualTo(400);
    return refusal.getBody().getDetail();
  }
}
