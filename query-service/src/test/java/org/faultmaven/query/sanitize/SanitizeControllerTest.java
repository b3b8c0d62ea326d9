package org.faultmaven.query.sanitize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.Collections;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.query.TestPorts;
import org.faultmaven.query.web.ProblemAdvice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

class SanitizeControllerTest {
  /** Two UTF-16 units, one code point. */
  private static final String ROCKET = "\ud83d\ude80";

  private final MockMvc api =
      MockMvcBuilders.standaloneSetup(
              new SanitizeController(
                  TestPorts.sanitizer(), Tenant.DEFAULT, TestPorts.POLICIES, "logs"))
          .setControllerAdvice(new ProblemAdvice())
          .build();

  private ResultActions sanitize(String json) throws Exception {
    return api.perform(
        post("/api/v1/sanitize").contentType(MediaType.APPLICATION_JSON).content(json));
  }

  @Test
  void masks_a_text_and_counts_code_points() throws Exception {
    sanitize("{\"text\":\"" + ROCKET + ROCKET + " to a@b.example " + ROCKET + " c@d.example\"}")
        .andExpect(status().isOk())
        .andExpect(
            jsonPath("$.text")
                .value(
                    ROCKET
                        + ROCKET
                        + " to <EMAIL_ADDRESS_aaaaaaaa> "
                        + ROCKET
                        + " <EMAIL_ADDRESS_aaaaaaaa>"))
        .andExpect(jsonPath("$.spans.length()").value(2))
        .andExpect(jsonPath("$.spans[0].start").value(6))
        .andExpect(jsonPath("$.spans[0].end").value(17))
        .andExpect(jsonPath("$.spans[0].type").value("EMAIL_ADDRESS"))
        .andExpect(jsonPath("$.spans[0].score").value(1.0))
        .andExpect(jsonPath("$.spans[0].rule").value("email"))
        .andExpect(jsonPath("$.spans[1].start").value(20))
        .andExpect(jsonPath("$.spans[1].end").value(31));
  }

  @Test
  void masks_texts_each_with_its_spans() throws Exception {
    sanitize("{\"texts\":[\"nothing\",\"a@b.example\",\"\"],\"policy\":\"documents\"}")
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.texts[0]").value("nothing"))
        .andExpect(jsonPath("$.texts[1]").value("<EMAIL_ADDRESS_aaaaaaaa>"))
        .andExpect(jsonPath("$.texts[2]").value(""))
        .andExpect(jsonPath("$.spans[0].length()").value(0))
        .andExpect(jsonPath("$.spans[1][0].end").value(11));
    sanitize("{\"texts\":[]}").andExpect(jsonPath("$.texts.length()").value(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | either text",
        "{\"text\":\"a\",\"texts\":[]} | either text",
        "{\"texts\":[null]} | Send strings only",
        "{\"text\":\"a\",\"policy\":\"strict\"} | there are [documents, logs]",
        "{\"text\":[\"a\"]} | field text is of the wrong type",
        "{\"texts\":\"a@b.example\"} | field texts is of the wrong type",
      })
  void says_what_is_wrong(String body, String said) throws Exception {
    sanitize(body)
        .andExpect(status().isBadRequest())
        .andExpect(jsonPath("$.detail").value(containsString(said)))
        .andExpect(content().string(not(containsString("a@b"))));
  }

  @Test
  void limits_how_much_is_judged_at_once() throws Exception {
    String many = String.join(",", Collections.nCopies(SanitizeController.MAX_TEXTS + 1, "\"a\""));
    sanitize("{\"texts\":[" + many + "]}").andExpect(status().isBadRequest());
    sanitize("{\"text\":\"" + "x".repeat(SanitizeController.MAX_BYTES) + "\"}")
        .andExpect(status().isContentTooLarge());
  }

  @Test
  void counts_code_points_in_ascending_order_only() {
    var codePoints = new CodePoints("a" + ROCKET + "b");

    assertThat(codePoints.before(1)).isEqualTo(1);
    assertThat(codePoints.before(3)).isEqualTo(2);
    assertThat(codePoints.before(4)).isEqualTo(3);
    assertThatThrownBy(() -> codePoints.before(1)).isInstanceOf(IllegalArgumentException.class);
  }
}
