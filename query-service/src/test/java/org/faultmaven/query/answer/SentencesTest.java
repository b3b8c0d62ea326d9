package org.faultmaven.query.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentencesTest {
  /** However it is cut into pieces. */
  private static List<String> split(String text) {
    List<String> whole = feed(text, text.length());
    for (int size = 1; size < 8; size++) {
      assertThat(feed(text, size)).as("pieces of %d", size).isEqualTo(whole);
    }
    return whole;
  }

  private static List<String> feed(String text, int size) {
    var sentences = new Sentences();
    var all = new ArrayList<String>();
    for (int from = 0; from < text.length(); from += Math.max(1, size)) {
      all.addAll(sentences.accept(text.substring(from, Math.min(text.length(), from + size))));
    }
    all.addAll(sentences.end());
    return all;
  }

  @Test
  void aSentenceKeepsItsCitationsOnBothSidesOfTheStop() {
    assertThat(split("Node 2 died [1]. Others saw it. [2] [3] Then it came back [4].\nDone."))
        .containsExactly(
            "Node 2 died [1].", "Others saw it. [2] [3]", "Then it came back [4].", "Done.");
  }

  @Test
  void aStopInsideANameEndsNothing() {
    assertThat(
            split("node0/server.log of 10.0.0.7 says e.g. nothing at 20:39:48.123 [1]. Next one"))
        .containsExactly(
            "node0/server.log of 10.0.0.7 says e.g. nothing at 20:39:48.123 [1].", "Next one");
  }

  @Test
  void aNumberMayEndASentenceAndBeginAList() {
    assertThat(
            split("It was at 20:39:34.188. Then it ended [1].\n1. First came node 2 [1].\n2. So"))
        .containsExactly(
            "It was at 20:39:34.188.", "Then it ended [1].", "1. First came node 2 [1].", "2. So");
  }

  @Test
  void isHandedOutAsSoonAsTheNextBegins() {
    var sentences = new Sentences();
    assertThat(sentences.accept("Node 2 died [1].")).isEmpty();
    assertThat(sentences.accept(" T")).containsExactly("Node 2 died [1].");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Before [1].\n<tool_call>{\"name\": \"a\", \"x\": \"Y. Z [1]\"}</tool_call>\nAfter [2].",
        "Before [1].\n<think>Hm. Let me see [3].\nSo. It is</think>After [2].",
        "Before [1].\n<|im_end|>[TOOL_CALLS]After [2].",
        "<tool_call>\n{}\n</tool_call>Before [1]. After [2]."
      })
  void whatLeaksOfTheModelsOwnFormatIsLeftOut(String text) {
    assertThat(split(text)).containsExactly("Before [1].", "After [2].");
  }

  @Test
  void aBlockThatNeverEndsHidesTheRest() {
    assertThat(split("Before [1].\n<tool_call>{\"name\": \"a\"} and so on. Forever [1]."))
        .containsExactly("Before [1].");
  }

  @Test
  void maskedValuesAreNoMarkup() {
    assertThat(split("The mail of <EMAIL_ADDRESS_aaaaaaaa> bounced [1]. It <b>was</b> lost [2]."))
        .hasSize(2);
  }

  @Test
  void whatGoesOnForeverIsCut() {
    var sentences = new Sentences();
    int handed = 0;
    for (int i = 0; i < 1_000; i++) {
      for (String sentence : sentences.accept("word ".repeat(20))) {
        handed += sentence.length();
      }
    }
    assertThat(handed).isGreaterThan(80_000);
    assertThat(feed("<think>" + "word. Word ".repeat(10_000) + "</think>Done.", 50))
        .containsExactly("Done.");
  }
}
