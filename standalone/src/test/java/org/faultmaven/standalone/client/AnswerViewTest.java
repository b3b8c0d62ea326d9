package org.faultmaven.standalone.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class AnswerViewTest {
  private final StringWriter written = new StringWriter();
  private final AnswerView view =
      new AnswerView(new PrintWriter(written), path -> "http://here" + path);

  @Test
  void anAnswerHasEvidenceAndATimeline() {
    view.answer(
        json(
            """
            {'answer': 'Broker 1 was lost.', 'mode': 'extractive', 'degraded': 'The vector store is away.',
             'evidence': [
               {'source': 'kafka0', 'firstAt': '2016-12-19T20:39:01Z', 'lastAt': '2016-12-19T20:39:05Z',
                'count': 12, 'text': 'one\\ntwo', 'citation': {'url': '/api/v1/citations/t/0/1'}},
               {'source': 'kafka2', 'title': 'Post-mortem', 'firstAt': '2016-12-19T20:40:00Z', 'lastAt': '2016-12-19T20:40:00Z',
                'count': 1, 'text': 'three'}],
             'timeline': [{'at': '2016-12-19T20:39:01Z', 'source': 'kafka0', 'count': 12, 'text': 'one\\ntwo', 'evidence': 1}]}
            """));

    assertThat(written.toString().lines())
        .containsExactly(
            "Broker 1 was lost.",
            "(The vector store is away.)",
            "",
            "Evidence",
            " [1] 2016-12-19T20:39:01Z to 2016-12-19T20:39:05Z  kafka0  x12",
            "     one",
            "     two",
            "     http://here/api/v1/citations/t/0/1",
            " [2] 2016-12-19T20:40:00Z  kafka2  Post-mortem",
            "     three",
            "",
            "Timeline",
            "  2016-12-19T20:39:01Z  kafka0  x12  one [1]");
  }

  @Test
  void anAnswerOfAModelWithoutEvidenceIsItsWordsOnly() {
    view.answer(json("{'answer': 'I do not know.', 'mode': 'model', 'evidence': []}"));

    assertThat(written.toString().lines()).containsExactly("I do not know.");
  }

  @Test
  void logLinesCantSteerTheTerminal() {
    view.hits(json("[{'source': 'a\\u001b[2Jb', 'text': 'x\\u001b]0;title\\u0007\\u009by\\tz'}]"));

    assertThat(written.toString())
        .isEqualToNormalizingNewlines(
            " [1] no time  a\ufffd[2Jb\n     x\ufffd]0;title\ufffd\ufffdy\tz\n");
  }

  @Test
  void longTextsAreCutAndItIsSaid() {
    view.hits(json("[{'source': 's', 'text': '1\\n2\\n3\\n4\\n5\\n6\\n7\\n8'}]"));

    assertThat(written.toString()).contains("     4\n     ... 4 more lines\n").doesNotContain("5");
  }

  @Test
  void longLinesAreCutBetweenCharacters() {
    assertThat(TerminalText.cut("\uD83D\uDE00".repeat(10), 10)).hasSize(20);
    assertThat(TerminalText.cut("\uD83D\uDE00".repeat(11), 10))
        .isEqualTo("\uD83D\uDE00".repeat(7) + "...");
  }

  private static tools.jackson.databind.JsonNode json(String text) {
    return new JsonMapper().readTree(text.replace('\'', '"'));
  }
}
