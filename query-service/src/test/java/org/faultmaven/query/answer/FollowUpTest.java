package org.faultmaven.query.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.faultmaven.contracts.kit.SampleEntries;
import org.faultmaven.contracts.record.Turn;
import org.faultmaven.query.search.TimeRange;
import org.junit.jupiter.api.Test;

class FollowUpTest {
  private static final Turn LOST =
      turn(
          "which broker was lost first?",
          """
          {"evidence":[{"lastAt":"2016-12-19T16:31:00Z"},{"lastAt":"2016-12-19T18:14:40Z"},
           {"lastAt":"2016-12-19T18:14:43Z"}]}\
          """);
  private static final Turn TIMED =
      turn(
          "what failed around 20:54?",
          """
          {"window":{"from":"2016-12-19T20:49:00Z","to":"2016-12-19T20:59:00Z"},
           "evidence":[{"lastAt":"2016-12-19T20:54:31Z"}]}\
          """);

  @Test
  void the_first_question_stands_for_itself() {
    FollowUp alone = after("when did it come back?");

    assertThat(alone.text().text()).isEqualTo("when did it come back?");
    assertThat(alone.window()).isEqualTo(Window.ALL);
  }

  @Test
  void a_question_that_names_what_it_is_about_stands_for_itself() {
    FollowUp other = after("which partitions had no leader?", LOST);

    assertThat(other.text().text()).isEqualTo("which partitions had no leader?");
    assertThat(other.window()).isEqualTo(Window.ALL);
  }

  @Test
  void how_it_recovered_is_looked_for_after_what_was_found_and_not_among_failures() {
    FollowUp recovery = after("when did it come back?", LOST);

    assertThat(recovery.text().text())
        .contains("broker")
        .endsWith("when did it come back?")
        .doesNotContain("lost");
    assertThat(recovery.window().from()).isEqualTo(Instant.parse("2016-12-19T18:14:40Z"));
    assertThat(recovery.window().to()).isNull();
  }

  @Test
  void again_is_about_what_the_investigation_began_with_and_later_than_the_same_happening() {
    FollowUp again = after("did it happen again later?", LOST, turn("who leads?", "{}"));

    assertThat(again.text().text()).contains("broker was lost");
    assertThat(again.window().from()).isAfter(Instant.parse("2016-12-19T18:14:43Z"));
  }

  @Test
  void what_names_no_time_is_of_the_time_before() {
    FollowUp same = after("which broker was it?", TIMED);

    assertThat(same.text().text()).startsWith("what failed around 20:54?");
    assertThat(same.window().from()).isEqualTo(Instant.parse("2016-12-19T20:49:00Z"));
    assertThat(same.window().to()).isEqualTo(Instant.parse("2016-12-19T20:59:00Z"));
    assertThat(after("did it recover?", TIMED).window().to())
        .isAfter(Instant.parse("2016-12-19T20:59:00Z"));
  }

  @Test
  void a_turn_of_another_version_gives_no_time() {
    FollowUp broken = after("and then?", turn("what failed in the cluster?", "no JSON"));

    assertThat(broken.text().text()).startsWith("what failed in the cluster?");
    assertThat(broken.window()).isEqualTo(Window.ALL);
  }

  private static FollowUp after(String question, Turn... earlier) {
    return FollowUp.of(
        new AskedQuestion(
            SampleEntries.text(question),
            SampleEntries.text(question),
            false,
            null,
            TimeRange.parse(null, null),
            List.of(earlier),
            null,
            List.of()));
  }

  private static Turn turn(String question, String answer) {
    return new Turn(Instant.EPOCH, SampleEntries.text(question), SampleEntries.text(answer));
  }
}
