package org.faultmaven.contracts.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.faultmaven.contracts.kit.SampleEntries.TIME;
import static org.faultmaven.contracts.kit.SampleEntries.chunk;
import static org.faultmaven.contracts.kit.SampleEntries.id;
import static org.faultmaven.contracts.kit.SampleEntries.log;
import static org.faultmaven.contracts.kit.SampleEntries.text;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.faultmaven.contracts.port.IKeywordIndex;
import org.faultmaven.contracts.record.Entry;
import org.faultmaven.contracts.record.Scored;
import org.faultmaven.contracts.record.SearchFilter;
import org.faultmaven.contracts.record.Tenant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link IKeywordIndex} keeps. */
public abstract class KeywordIndexContract {
  private static final Tenant OTHER = new Tenant("other");

  protected IKeywordIndex index;

  /**
   * An index over the test's own backend, empty at a test's first call. A later call in the same
   * test, after the earlier index was closed, sees what that one left.
   */
  protected abstract IKeywordIndex open();

  @BeforeEach
  void openIndex() {
    index = open();
  }

  @AfterEach
  void closeIndex() {
    index.close();
  }

  @Test
  void is_empty_at_first() {
    assertThat(index.positions()).isEmpty();
    assertThat(index.count(Tenant.DEFAULT)).isZero();
    assertThat(found("anything")).isEmpty();
    assertThat(timeline(SearchFilter.NONE)).isEmpty();
    assertThat(index.check().up()).isTrue();
  }

  @Test
  void finds_what_was_added_when_update_returns() {
    add(log("a").text("leader election failed").build());

    assertThat(found("election")).containsExactly(id("a"));
    assertThat(timeline(SearchFilter.NONE)).containsExactly(id("a"));
    assertThat(index.count(Tenant.DEFAULT)).isEqualTo(1);
  }

  @Test
  void gives_entries_back_as_they_were() {
    Entry full =
        chunk("full", id("document"))
            .text("Stra\u00dfe \ud83d\ude80 \"quoted\" \\ back\tslash\r\n\0 next line")
            .source("a b/\u4e2d\u6587")
            .times(TIME, TIME.plusNanos(1))
            .count(Long.MAX_VALUE)
            .at("topic", 7, 3, 9)
            .build();
    add(full);

    assertThat(index.search(Tenant.DEFAULT, "quoted", 1, SearchFilter.NONE).getFirst().entry())
        .isEqualTo(full);
    assertThat(index.timeline(Tenant.DEFAULT, 1, SearchFilter.NONE)).containsExactly(full);
  }

  @Test
  void finds_entries_with_any_of_the_words_best_first() {
    add(log("none").text("nothing of interest").build());
    add(log("one").text("replica alive and well").build());
    add(log("both").text("replica fetcher started").build());

    List<Scored> hits = index.search(Tenant.DEFAULT, "replica fetcher", 10, SearchFilter.NONE);

    assertThat(hits).extracting(hit -> hit.entry().id()).containsExactly(id("both"), id("one"));
    assertThat(hits.get(0).score()).isGreaterThan(hits.get(1).score());
    assertThat(hits.get(1).score()).isPositive();
  }

  @Test
  void a_rare_word_weighs_more_than_a_common_one() {
    for (int i = 0; i < 20; i++) {
      add(log("common" + i).text("request handled").build());
    }
    add(log("rare").text("request quarantined").build());
    add(log("handled").text("nobody handled it").build());

    assertThat(found("request quarantined").getFirst()).isEqualTo(id("rare"));
  }

  @Test
  void finds_by_title_and_source_too() {
    add(
        chunk("a", id("d"))
            .text("body")
            .title("Postmortem of March")
            .source("wiki/oncall")
            .build());

    assertThat(found("postmortem")).containsExactly(id("a"));
    assertThat(found("oncall")).containsExactly(id("a"));
    assertThat(found("body")).containsExactly(id("a"));
  }

  @ParameterizedTest
  @CsvSource({
    "'[2016-12-19 20:39:12,345] WARN Broker lost (kafka.server.Server)', LOST",
    "'Connection to 10.2.3.4:9092 refused', 9092",
    "'user=<EMAIL_ADDRESS_k7f3q2mz> denied', k7f3q2mz",
    "'user=<EMAIL_ADDRESS_k7f3q2mz> denied', <EMAIL_ADDRESS_k7f3q2mz>",
    "'ERR 0x80070005', 0x80070005",
    "'key=value', value",
  })
  void finds_words_in_any_case_between_punctuation(String text, String query) {
    add(log("a").text(text).build());
    add(log("other").text("unrelated").build());

    assertThat(found(query)).containsExactly(id("a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lost AND (",
        "\"lost",
        "lost:*~^5",
        "+lost -found !(x)",
        "[lost TO",
        "/lost/ \\",
        "{\"lost\": [1, 2}",
        "lost\0\uffff\ud83d",
        "' OR lost --",
      })
  void any_text_is_a_query(String query) {
    add(log("a").text("broker lost").build());

    assertThat(found(query)).containsExactly(id("a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "?!", "***", "()[]{}\"'\\/", "\n\t", "\ud83d\ude80"})
  void a_query_without_words_finds_nothing(String query) {
    add(log("a").text("broker lost ?! *** \ud83d\ude80").build());

    assertThat(found(query)).isEmpty();
  }

  @Test
  void a_query_may_be_long() {
    add(log("a").text("broker lost").build());
    String log = String.join(" ", IntStream.range(0, 20_000).mapToObj(i -> "w" + i).toList());

    assertThat(found("lost " + log)).containsExactly(id("a"));
  }

  @Test
  void gives_at_most_as_many_as_asked() {
    for (int i = 0; i < 5; i++) {
      add(log("l" + i).text("lost").build());
    }

    assertThat(index.search(Tenant.DEFAULT, "lost", 1, SearchFilter.NONE)).hasSize(1);
    assertThat(index.search(Tenant.DEFAULT, "lost", 1_000_000, SearchFilter.NONE)).hasSize(5);
    assertThat(index.timeline(Tenant.DEFAULT, 2, SearchFilter.NONE)).hasSize(2);
    assertThat(index.timeline(Tenant.DEFAULT, 1_000_000, SearchFilter.NONE)).hasSize(5);
  }

  @Test
  void adding_an_id_again_replaces_it() {
    add(log("a").text("before").source("old").build());
    Entry replaced = log("a").text("after").source("new").count(2).build();
    add(replaced);
    add(replaced);

    assertThat(index.count(Tenant.DEFAULT)).isEqualTo(1);
    assertThat(found("before")).isEmpty();
    assertThat(found("after")).containsExactly(id("a"));
    assertThat(index.timeline(Tenant.DEFAULT, 10, SearchFilter.NONE)).containsExactly(replaced);
  }

  @Test
  void of_equal_ids_in_one_update_the_last_wins() {
    index.update(
        List.of(log("a").text("before").build(), log("a").text("after").build()),
        List.of(),
        Map.of());

    assertThat(index.count(Tenant.DEFAULT)).isEqualTo(1);
    assertThat(found("after")).containsExactly(id("a"));
  }

  @Test
  void deletes_ids_of_whatever_tenant_and_minds_no_unknown_one() {
    add(log("a").text("lost").build());
    add(log("b").text("lost").tenant(OTHER).build());
    add(log("c").text("lost").build());

    index.update(List.of(), List.of(id("a"), id("b"), id("unknown")), Map.of());

    assertThat(found("lost")).containsExactly(id("c"));
    assertThat(index.count(OTHER)).isZero();
  }

  @Test
  void an_id_in_both_is_deleted() {
    add(log("a").text("lost").build());
    index.update(
        List.of(log("a").text("lost again").build(), log("b").text("lost").build()),
        List.of(id("a")),
        Map.of());

    assertThat(found("lost")).containsExactly(id("b"));
  }

  @Test
  void what_was_deleted_can_be_added_again() {
    add(log("a").text("lost").build());
    index.update(List.of(), List.of(id("a")), Map.of());
    add(log("a").text("lost").build());

    assertThat(found("lost")).containsExactly(id("a"));
  }

  @Test
  void keeps_tenants_apart() {
    add(log("mine").text("lost").build());
    add(log("theirs").text("lost").tenant(OTHER).build());

    assertThat(found("lost")).containsExactly(id("mine"));
    assertThat(timeline(SearchFilter.NONE)).containsExactly(id("mine"));
    assertThat(index.search(OTHER, "lost", 10, SearchFilter.NONE))
        .extracting(hit -> hit.entry().id())
        .containsExactly(id("theirs"));
    assertThat(index.timeline(OTHER, 10, SearchFilter.NONE))
        .extracting(Entry::id)
        .containsExactly(id("theirs"));
    assertThat(index.count(OTHER)).isEqualTo(1);
    assertThat(index.count(new Tenant("nobody"))).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"kafka0/logs/server.log", "kafka0", "kafka0/logs", "logs", "server.log"})
  void finds_by_source_whole_leading_or_one_segment(String source) {
    add(log("match").text("lost").source("kafka0/logs/server.log").build());
    add(log("other").text("lost").source("redis/stderr").build());
    var filter = new SearchFilter(source, null, null);

    assertThat(found("lost", filter)).containsExactly(id("match"));
    assertThat(timeline(filter)).containsExactly(id("match"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"kafka", "logs/server.log", "server", "KAFKA0", "kafka0/log", "*"})
  void does_not_find_by_any_other_part_of_a_source(String source) {
    add(log("a").text("lost").source("kafka0/logs/server.log").build());
    var filter = new SearchFilter(source, null, null);

    assertThat(found("lost", filter)).isEmpty();
    assertThat(timeline(filter)).isEmpty();
  }

  @Test
  void finds_in_some_documents_only() {
    add(chunk("c0", id("doc1")).text("lost").build());
    add(chunk("c1", id("doc2")).text("lost").build());
    add(log("l").text("lost").build());
    SearchFilter filter = SearchFilter.documents(null, Set.of(id("doc1"), id("none")));

    assertThat(found("lost", filter)).containsExactly(id("c0"));
    assertThat(timeline(filter)).containsExactly(id("c0"));
  }

  @Test
  void finds_logs_or_documents_alone() {
    add(log("l").text("lost").build());
    SearchFilter logs = SearchFilter.logs(null, null, null);
    SearchFilter documents = SearchFilter.documents(null, Set.of());

    assertThat(found("lost", logs)).containsExactly(id("l"));
    assertThat(found("lost", documents)).isEmpty();

    add(chunk("c0", id("doc1")).text("lost").build());
    add(chunk("c1", id("doc2")).text("lost").source("wiki").build());

    assertThat(found("lost", logs)).containsExactly(id("l"));
    assertThat(timeline(logs)).containsExactly(id("l"));
    assertThat(found("lost", documents)).containsExactlyInAnyOrder(id("c0"), id("c1"));
    assertThat(timeline(documents)).containsExactlyInAnyOrder(id("c0"), id("c1"));
    assertThat(found("lost", SearchFilter.documents("wiki", Set.of()))).containsExactly(id("c1"));
  }

  @Test
  void finds_the_very_shape_before_others_with_most_of_its_words() {
    add(log("longer").text("Lost broker 1 and lost it again on the way").build());
    add(log("same").text("Lost broker 1").build());
    add(log("again").text("Lost broker 1").times(TIME.plusSeconds(9), TIME.plusSeconds(9)).build());
    add(log("other").text("Lost broker 2").build());
    add(log("little").text("Found broker 2").build());

    assertThat(alike("Lost broker 1", 0.6, 2)).containsExactlyInAnyOrder(id("same"), id("again"));
    assertThat(alike("Lost broker 1", 0.6, 10))
        .containsExactlyInAnyOrder(id("same"), id("again"), id("longer"), id("other"));
    assertThat(alike("Lost broker 1", 1, 10))
        .containsExactlyInAnyOrder(id("same"), id("again"), id("longer"));
    assertThat(alike("lost BROKER 1", 1, 10)).isEmpty();
  }

  /** However many there are that hold each of its words, and more often. */
  @Test
  void the_very_shape_is_not_outranked() {
    add(log("same").text("of the broker").build());
    for (int i = 0; i < 50; i++) {
      add(log("more" + i).text("broker broker broker " + i + " the the of of").build());
    }

    assertThat(alike("of the broker", 0.8, 1)).containsExactly(id("same"));
  }

  @Test
  void a_shape_without_words_is_found_by_itself_alone() {
    add(log("a").text("***").build());
    add(log("b").text("---").build());

    assertThat(alike("***", 0.8, 10)).containsExactly(id("a"));
  }

  @Test
  void a_shape_is_looked_for_where_it_was_asked_for() {
    add(log("here").text("broker lost").source("here").build());
    add(log("there").text("broker lost").source("there").build());
    add(log("theirs").text("broker lost").source("here").tenant(OTHER).build());

    assertThat(index.alike(Tenant.DEFAULT, text("broker lost"), 1, 9, filter("here")))
        .extracting(Entry::id)
        .containsExactly(id("here"));
    assertThatThrownBy(() -> alike("broker", 0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> alike("broker", 1.1, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  private static SearchFilter filter(String source) {
    return new SearchFilter(source, null, null);
  }

  private List<String> alike(String shape, double share, int limit) {
    return index.alike(Tenant.DEFAULT, text(shape), share, limit, SearchFilter.NONE).stream()
        .map(Entry::id)
        .toList();
  }

  /** An entry that lasts from second 10 to second 20. */
  @ParameterizedTest
  @CsvSource({
    "0, 9, false",
    "0, 10, true",
    "12, 15, true",
    "20, 30, true",
    "21, 30, false",
    "20, , true",
    "21, , false",
    ", 9, false",
    ", 10, true",
  })
  void finds_by_overlap_in_time(@Nullable Long from, @Nullable Long to, boolean found) {
    add(log("a").text("lost").times(TIME.plusSeconds(10), TIME.plusSeconds(20)).build());

    var filter = new SearchFilter(null, at(from), at(to));

    assertThat(found("lost", filter)).hasSize(found ? 1 : 0);
    assertThat(timeline(filter)).hasSize(found ? 1 : 0);
  }

  private static @Nullable Instant at(@Nullable Long seconds) {
    return seconds == null ? null : TIME.plusSeconds(seconds);
  }

  @Test
  void tells_the_timeline_oldest_first() {
    add(log("third").times(TIME.plusNanos(1), TIME.plusSeconds(9)).build());
    add(log("first").times(TIME.minusSeconds(5), TIME.plusSeconds(20)).build());
    add(log("fourth").times(TIME.plusSeconds(1), TIME.plusSeconds(1)).build());
    add(log("second").times(TIME, TIME).build());

    assertThat(timeline(SearchFilter.NONE))
        .containsExactly(id("first"), id("second"), id("third"), id("fourth"));
    assertThat(index.timeline(Tenant.DEFAULT, 2, SearchFilter.NONE))
        .extracting(Entry::id)
        .containsExactly(id("first"), id("second"));
  }

  @Test
  void knows_how_far_it_has_read_once_flushed() {
    index.update(List.of(log("a").build()), List.of(), Map.of(0, 5L, 1, 7L));
    index.flush();

    assertThat(index.positions()).containsExactlyInAnyOrderEntriesOf(Map.of(0, 5L, 1, 7L));
  }

  @Test
  void an_update_moves_only_the_positions_it_names() {
    index.update(List.of(), List.of(), Map.of(0, 5L, 1, 7L));
    index.update(List.of(), List.of(), Map.of(1, 9L, 2, 1L));
    index.flush();

    assertThat(index.positions()).containsExactlyInAnyOrderEntriesOf(Map.of(0, 5L, 1, 9L, 2, 1L));
  }

  @Test
  void keeps_entries_and_positions_together() {
    index.update(List.of(log("a").text("lost").build()), List.of(), Map.of(0, 1L));
    index.flush();
    index.close();
    index = open();

    assertThat(index.positions()).containsExactlyEntriesOf(Map.of(0, 1L));
    assertThat(found("lost")).containsExactly(id("a"));
  }

  @Test
  void serves_many_readers_who_see_an_update_whole() throws Exception {
    var writing = new AtomicBoolean(true);
    index.update(generation(0), List.of(), Map.of(0, 0L));
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<Integer>> readers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Callable<Integer> reader =
            () -> {
              int reads = 0;
              while (writing.get() || reads == 0) {
                List<Long> generations =
                    index.search(Tenant.DEFAULT, "lost", 100, SearchFilter.NONE).stream()
                        .map(hit -> hit.entry().count())
                        .toList();
                assertThat(generations).hasSize(5).containsOnly(generations.getFirst());
                reads++;
              }
              return reads;
            };
        readers.add(threads.submit(reader));
      }
      try {
        for (int i = 1; i <= 50; i++) {
          index.update(generation(i), List.of(), Map.of(0, (long) i));
        }
      } finally {
        writing.set(false);
      }
      for (Future<Integer> reader : readers) {
        assertThat(reader.get()).isPositive();
      }
    }
  }

  @Test
  void closes_twice_without_complaint() {
    add(log("a").build());
    index.close();

    assertThatCode(index::close).doesNotThrowAnyException();
  }

  /** Five entries that change together. */
  private static List<Entry> generation(long number) {
    return IntStream.range(0, 5)
        .mapToObj(i -> log("g" + i).text("lost").count(number + 1).build())
        .toList();
  }

  private void add(Entry entry) {
    index.update(List.of(entry), List.of(), Map.of());
  }

  private List<String> found(String query) {
    return found(query, SearchFilter.NONE);
  }

  private List<String> found(String query, SearchFilter filter) {
    return index.search(Tenant.DEFAULT, query, 100, filter).stream()
        .map(hit -> hit.entry().id())
        .toList();
  }

  private List<String> timeline(SearchFilter filter) {
    return index.timeline(Tenant.DEFAULT, 100, filter).stream().map(Entry::id).toList();
  }
}
