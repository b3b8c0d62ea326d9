package org.faultmaven.adapters.chroma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.faultmaven.contracts.kit.SampleEntries.chunk;
import static org.faultmaven.contracts.kit.SampleEntries.id;
import static org.faultmaven.contracts.kit.SampleEntries.log;

import java.time.Duration;
import java.time.Instant;
import org.faultmaven.contracts.record.SearchFilter;
import org.faultmaven.contracts.record.Tenant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StretchTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Tenant ACME = new Tenant("acme");
  private static final Instant MORNING = Instant.parse("2016-12-19T08:00:00Z");

  private final Stretch day = Stretch.of(log("a").times(MORNING, MORNING).build(), DAY);

  @Test
  void a_day_of_logs_has_a_collection() {
    assertThat(day.name("kb")).isEqualTo("kb.default.logs.1482105600-1482192000");
    assertThat(Stretch.of(at("2016-12-19T23:59:59.999Z"), DAY)).isEqualTo(day);
    assertThat(Stretch.of(at("2016-12-20T00:00:00Z"), DAY)).isNotEqualTo(day);
    assertThat(Stretch.of(at("1969-12-31T12:00:00Z"), DAY).name("kb"))
        .isEqualTo("kb.default.logs.-86400-0");
  }

  @Test
  void documents_have_the_configured_collection_or_one_a_tenant() {
    assertThat(Stretch.of(chunk("c", id("d")).build(), DAY).name("faultmaven_knowledge"))
        .isEqualTo("faultmaven_knowledge");
    assertThat(
            Stretch.of(chunk("c", id("d")).tenant(ACME).build(), DAY).name("faultmaven_knowledge"))
        .isEqualTo("faultmaven_knowledge.acme");
  }

  @Test
  void what_fits_into_no_period_is_asked_for_by_every_search() {
    Stretch tooLong =
        Stretch.of(log("a").times(MORNING, MORNING.plus(DAY).plusNanos(1)).build(), DAY);
    Stretch tooEarly = Stretch.of(at("1600-01-01T00:00:00Z"), DAY);

    assertThat(tooLong.name("kb")).isEqualTo("kb.default.logs.any");
    assertThat(tooEarly).isEqualTo(tooLong);
    assertThat(tooLong.mayHold(filter("2030-01-01T00:00:00Z", null))).isTrue();
  }

  @Test
  void tells_itself_from_its_collection() {
    for (Stretch each :
        new Stretch[] {day, Stretch.documents(ACME), Stretch.of(at("1600-01-01T00:00:00Z"), DAY)}) {
      var collection = new ChromaApi.Collection("id", "name", null, each.metadata(), null);
      assertThat(Stretch.of(collection)).isEqualTo(each);
    }
    assertThat(Stretch.of(new ChromaApi.Collection("id", "name", null, null, null))).isNull();
  }

  /** An entry of the 19th may last into the 20th. */
  @ParameterizedTest
  @CsvSource({
    "2016-12-18T00:00:00Z, 2016-12-18T23:59:59Z, false",
    "2016-12-18T00:00:00Z, 2016-12-19T00:00:00Z, true",
    "2016-12-19T10:00:00Z, 2016-12-19T11:00:00Z, true",
    "2016-12-20T23:59:59Z, , true",
    "2016-12-21T00:00:00Z, , false",
    ", 2016-12-18T23:59:59Z, false",
    ", , true",
  })
  void is_left_out_when_none_of_its_entries_can_match(String from, String to, boolean asked) {
    assertThat(day.mayHold(filter(from, to))).isEqualTo(asked);
  }

  @Test
  void leaves_out_the_conditions_that_all_its_entries_meet() {
    assertThat(day.rest(filter("2016-12-19T00:00:00Z", "2016-12-20T00:00:00Z")))
        .isEqualTo(SearchFilter.NONE);
    SearchFilter part = filter("2016-12-19T00:00:00.001Z", "2016-12-19T23:59:59Z");
    assertThat(day.rest(part)).isEqualTo(part);
    var source = new SearchFilter("kafka0", MORNING.minus(DAY), null);
    assertThat(day.rest(source)).isEqualTo(new SearchFilter("kafka0", null, null));
  }

  private static org.faultmaven.contracts.record.Entry at(String time) {
    return log("a").times(Instant.parse(time), Instant.parse(time)).build();
  }

  private static SearchFilter filter(String from, String to) {
    return new SearchFilter(
        null, from == null ? null : Instant.parse(from), to == null ? null : Instant.parse(to));
  }
}
