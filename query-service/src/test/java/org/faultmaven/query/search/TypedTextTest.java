package org.faultmaven.query.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.List;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.record.Policy;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.record.Verdict;
import org.faultmaven.query.TestPorts;
import org.junit.jupiter.api.Test;
import org.springframework.web.ErrorResponseException;

class TypedTextTest {
  private final ISanitizer sanitizer = mock(ISanitizer.class);
  private final TypedText typed =
      new TypedText(
          sanitizer,
          TestPorts.sanitizer(),
          Tenant.DEFAULT,
          TestPorts.POLICIES.named("documents"),
          TestPorts.POLICIES.named("logs"));

  @Test
  void whileTheBackendIsAwayTheEngineInProcessStandsIn() {
    when(sanitizer.sanitize(any(), anyList(), any())).thenThrow(new BackendException("away", true));

    assertThat(typed.typed("question", "who is bob@mail.example?").text().text())
        .isEqualTo("who is <EMAIL_ADDRESS_aaaaaaaa>?");
    assertThat(typed.typed("question", "who?").inProcessOnly()).isTrue();
    assertThat(typed.source("bob@mail.example")).isEqualTo("<EMAIL_ADDRESS_aaaaaaaa>");
  }

  @Test
  void saysWhenTheBackendTookPart() {
    when(sanitizer.sanitize(any(), anyList(), any()))
        .thenReturn(List.of(Verdict.of("who?", List.of())));

    assertThat(typed.typed("question", "who?").inProcessOnly()).isFalse();
  }

  @Test
  void aWordIsLookedForInTheFormThatLogsHaveAndInThatOfDocuments() {
    when(sanitizer.sanitize(any(), anyList(), any()))
        .thenAnswer(
            call -> {
              Policy policy = call.getArgument(2);
              String text =
                  policy.name().equals("logs")
                      ? "outage in gdansk for <EMAIL_ADDRESS_aaaaaaaa>"
                      : "outage in <LOCATION_bbbbbbbb> for <EMAIL_ADDRESS_aaaaaaaa>";
              return List.of(Verdict.of(text, List.of()));
            });

    TypedText.Typed both = typed.typed("query", "anything");

    assertThat(both.text().text())
        .isEqualTo("outage in <LOCATION_bbbbbbbb> for <EMAIL_ADDRESS_aaaaaaaa>");
    assertThat(both.search().text())
        .isEqualTo("outage in gdansk for <EMAIL_ADDRESS_aaaaaaaa> <LOCATION_bbbbbbbb>");
  }

  @Test
  void whatItCanNotJudgeIsNotLetPast() {
    when(sanitizer.sanitize(any(), anyList(), any())).thenThrow(new BackendException("no", false));

    assertThatThrownBy(() -> typed.typed("question", "anything"))
        .isInstanceOf(BackendException.class);
  }

  @Test
  void blankAndOverlongTextsAreRefusedWithWhatToDo() {
    assertThatThrownBy(() -> typed.typed("question", " "))
        .isInstanceOf(ErrorResponseException.class);
    assertThatThrownBy(() -> typed.typed("question", "x".repeat(TypedText.MAX_LENGTH + 1)))
        .isInstanceOf(ErrorResponseException.class);
    assertThat(typed.source(null)).isNull();
  }
}
