package org.faultmaven.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogAnalyzerTest {
  private final Analyzer analyzer = new LogAnalyzer();

  @Test
  void takes_a_log_line_apart() throws IOException {
    String line =
        "[2016-12-19 20:39:12,345] ERROR [ReplicaFetcherThread-0-2], Error for partition"
            + " [my_topic,3] to broker 2 (kafka.server.ReplicaFetcherThread)";

    assertThat(terms(LogAnalyzer.WORDS, line))
        .contains("2016", "20", "39", "345", "error", "replicafetcherthread", "replica")
        .contains("fetcher", "thread", "0", "2", "my", "topic", "broker", "kafka", "server")
        .doesNotContain("for", "to", "", "[", "12,345]");
    assertThat(terms(LogAnalyzer.NAMES, line))
        .containsExactly(
            "2016-12-19",
            "replicafetcherthread-0-2",
            "my_topic",
            "kafka.server.replicafetcherthread");
  }

  @Test
  void keeps_pseudonyms_whole_and_in_parts() throws IOException {
    String line = "login of <EMAIL_ADDRESS_k7f3q2mz> failed.";

    assertThat(terms(LogAnalyzer.WORDS, line)).contains("k7f3q2mz");
    assertThat(terms(LogAnalyzer.NAMES, line)).containsExactly("email_address_k7f3q2mz");
  }

  @ParameterizedTest
  @CsvSource({
    "disconnected, disconnecting",
    "connections, connection",
    "brokers, broker",
    "elected, electing",
    "Timeouts, timeout",
    "failed, failing",
    "closed, CLOSES",
  })
  void inflected_words_are_one(String one, String other) throws IOException {
    assertThat(terms(LogAnalyzer.WORDS, one)).isEqualTo(terms(LogAnalyzer.WORDS, other));
  }

  @ParameterizedTest
  @CsvSource({"lost, last", "leader, lead", "server, serve", "not, no"})
  void other_words_stay_apart(String one, String other) throws IOException {
    assertThat(terms(LogAnalyzer.WORDS, one))
        .isNotEmpty()
        .doesNotContainAnyElementsOf(terms(LogAnalyzer.WORDS, other));
  }

  @Test
  void a_question_keeps_what_it_is_about() throws IOException {
    assertThat(
            terms(
                LogAnalyzer.WORDS,
                "which broker was lost around 20:39 on 2016-12-19, and what did the others"
                    + " report?"))
        .containsExactly("broker", "lost", "20", "39", "2016", "12", "19", "other", "report");
  }

  @Test
  void trims_names_and_drops_single_words() throws IOException {
    assertThat(terms(LogAnalyzer.NAMES, "--- .end. $x$ a.b. __consumer_offsets-12 Outer$Inner ..."))
        .containsExactly("a.b", "consumer_offsets-12", "outer$inner");
  }

  private List<String> terms(String field, String text) throws IOException {
    List<String> terms = new ArrayList<>();
    try (TokenStream tokens = analyzer.tokenStream(field, text)) {
      CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) {
        terms.add(term.toString());
      }
      tokens.end();
    }
    return terms;
  }
}
