package org.faultmaven.contracts.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaskedJsonTest {
  private static String masked(String json) {
    return MaskedJson.parse(json)
        .orElseThrow()
        .masked(
            fragments ->
                fragments.stream()
                    .map(
                        each ->
                            Verdict.of(
                                each.text().replaceAll("secret|4155550123", "<X>"), List.of()))
                    .toList())
        .text();
  }

  @Test
  void masks_names_strings_and_numbers_and_stays_json() {
    assertThat(masked("{\"a\":[\"secret\",4155550123,1.50,true,null],\"secret\":1,\"<X>\":{}}"))
        .isEqualTo("{\"a\":[\"<X>\",\"<X>\",1.50,true,null],\"<X>\":1,\"<X>_2\":{}}");
  }

  @Test
  void tells_the_name_that_a_value_stands_under() {
    var labels = new ArrayList<String>();
    MaskedJson.parse("{\"password\":[\"x\"]}")
        .orElseThrow()
        .masked(
            fragments -> {
              fragments.forEach(each -> labels.add(each.label() + "=" + each.text()));
              return fragments.stream().map(each -> Verdict.of("", List.of())).toList();
            });
    assertThat(labels).containsExactly("null=password", "password=x");
  }

  @Test
  void what_is_no_object_or_array_is_none() {
    for (String text : List.of("", "text", "7", "\"{}\"", "{", "{} {}", "{\"a\":1,\"a\":2}")) {
      assertThat(MaskedJson.parse(text)).as(text).isEmpty();
    }
    assertThat(masked("[]")).isEqualTo("[]");
  }
}
