package org.faultmaven.contracts.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.faultmaven.contracts.config.DataSize;
import org.faultmaven.contracts.config.SessionConfig;
import org.faultmaven.contracts.port.ISessionStore;
import org.faultmaven.contracts.record.Session;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.record.Turn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ISessionStore} keeps. Expiry is judged by the clock that the store is given;
 * that a backend frees the memory of what expired is the adapter's own test.
 */
public abstract class SessionStoreContract {
  private static final Tenant OTHER = new Tenant("other");
  private static final Duration TTL = Duration.ofMinutes(10);
  private static final Duration CAP = Duration.ofHours(1);
  private static final int MAX_TURNS = 300;
  private static final int MAX_UPLOADS = 250;

  /** From now on: a backend may have a clock of its own, which sees no session as expired. */
  private final ManualClock clock = new ManualClock(Instant.now().truncatedTo(ChronoUnit.MILLIS));

  protected ISessionStore store;

  /** An empty store. */
  protected abstract ISessionStore open(ManualClock clock, SessionConfig config);

  private static SessionConfig config() {
    return new SessionConfig(TTL, CAP, MAX_TURNS, MAX_UPLOADS, 100, new DataSize(64 << 20));
  }

  @BeforeEach
  void openStore() {
    store = open(clock, config());
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Test
  void gives_back_what_was_set() {
    Session session = session("client", List.of("a-document"), List.of(turn("why?")));
    Session stored = store.set(session, TTL);

    assertThat(store.get(Tenant.DEFAULT, session.id())).contains(stored);
    assertThat(stored).usingRecursiveComparison().ignoringFields("expiresAt").isEqualTo(session);
    assertThat(stored.expiresAt()).isEqualTo(clock.instant().plus(TTL));
    assertThat(store.exists(Tenant.DEFAULT, session.id())).isTrue();
    assertThat(store.check().up()).isTrue();
  }

  @Test
  void replaces_what_was_set_before() {
    Session first = store.set(session("client", List.of(), List.of(turn("one"))), TTL);
    store.set(
        new Session(
            first.id(),
            first.tenant(),
            "other-client",
            "user",
            first.createdAt(),
            first.lastActivity(),
            first.expiresAt(),
            List.of(),
            List.of()),
        TTL);

    Session now = stored(first);
    assertThat(now.clientId()).isEqualTo("other-client");
    assertThat(now.investigationHistory()).isEmpty();
  }

  @Test
  void has_no_session_that_was_never_set() {
    String id = UUID.randomUUID().toString();

    assertThat(store.get(Tenant.DEFAULT, id)).isEmpty();
    assertThat(store.exists(Tenant.DEFAULT, id)).isFalse();
    assertThat(store.delete(Tenant.DEFAULT, id)).isFalse();
    assertThat(store.extendTtl(Tenant.DEFAULT, id, TTL)).isFalse();
    assertThat(store.append(Tenant.DEFAULT, id, turn("lost"))).isFalse();
    assertThat(store.appendUpload(Tenant.DEFAULT, id, "document")).isFalse();
    assertThat(store.exists(Tenant.DEFAULT, id)).isFalse();
    assertThat(store.find(Tenant.DEFAULT, 10)).isEmpty();
  }

  @Test
  void deletes_once() {
    Session session = store.set(session("client"), TTL);

    assertThat(store.delete(Tenant.DEFAULT, session.id())).isTrue();
    assertThat(store.delete(Tenant.DEFAULT, session.id())).isFalse();
    assertThat(store.get(Tenant.DEFAULT, session.id())).isEmpty();
    assertThat(store.findByClient(Tenant.DEFAULT, "client")).isEmpty();
  }

  @Test
  void lives_for_the_default_time_when_none_is_given() {
    Session session = store.set(session("client"), null);

    assertThat(session.expiresAt()).isEqualTo(clock.instant().plus(ISessionStore.DEFAULT_TTL));
  }

  @Test
  void expires_when_it_is_not_used() {
    Session session = store.set(session("client"), TTL);

    clock.advance(TTL.minusMillis(1));
    assertThat(store.exists(Tenant.DEFAULT, session.id())).isTrue();
    clock.advance(Duration.ofMillis(1));
    assertThat(store.get(Tenant.DEFAULT, session.id())).isEmpty();
    assertThat(store.exists(Tenant.DEFAULT, session.id())).isFalse();
    assertThat(store.find(Tenant.DEFAULT, 10)).isEmpty();
    assertThat(store.findByClient(Tenant.DEFAULT, "client")).isEmpty();
    assertThat(store.extendTtl(Tenant.DEFAULT, session.id(), TTL)).isFalse();
    assertThat(store.append(Tenant.DEFAULT, session.id(), turn("late"))).isFalse();
    assertThat(store.delete(Tenant.DEFAULT, session.id())).isFalse();
  }

  @Test
  void reading_renews_nothing() {
    Session session = store.set(session("client"), TTL);

    clock.advance(TTL.minusMillis(1));
    assertThat(stored(session).expiresAt()).isEqualTo(session.expiresAt());
    clock.advance(Duration.ofMillis(1));
    assertThat(store.exists(Tenant.DEFAULT, session.id())).isFalse();
  }

  @Test
  void appending_renews_activity_and_the_time_to_live_it_was_given() {
    Session session = store.set(session("client"), TTL);

    clock.advance(TTL.minusMinutes(1));
    assertThat(store.append(Tenant.DEFAULT, session.id(), turn("why?"))).isTrue();
    Session asked = stored(session);
    assertThat(asked.lastActivity()).isEqualTo(clock.instant());
    assertThat(asked.expiresAt()).isEqualTo(clock.instant().plus(TTL));
    assertThat(asked.investigationHistory()).containsExactly(turn("why?"));

    clock.advance(TTL.minusMinutes(1));
    assertThat(store.appendUpload(Tenant.DEFAULT, session.id(), "document")).isTrue();
    Session uploaded = stored(session);
    assertThat(uploaded.expiresAt()).isEqualTo(clock.instant().plus(TTL));
    assertThat(uploaded.dataUploads()).containsExactly("document");
    assertThat(uploaded.investigationHistory()).containsExactly(turn("why?"));
  }

  @Test
  void extending_renews_the_time_to_live() {
    Session session = store.set(session("client"), TTL);

    clock.advance(TTL.minusMinutes(1));
    assertThat(store.extendTtl(Tenant.DEFAULT, session.id(), TTL.multipliedBy(2))).isTrue();
    assertThat(stored(session).expiresAt()).isEqualTo(clock.instant().plus(TTL.multipliedBy(2)));
    assertThat(store.extendTtl(Tenant.DEFAULT, session.id(), null)).isTrue();
    assertThat(stored(session).expiresAt())
        .isEqualTo(clock.instant().plus(ISessionStore.DEFAULT_TTL));
  }

  @Test
  void ends_at_the_absolute_cap_however_much_it_is_used() {
    Session session = store.set(session("client"), CAP.multipliedBy(2));
    Instant end = session.createdAt().plus(CAP);
    assertThat(session.expiresAt()).isEqualTo(end);

    clock.advance(CAP.minusMinutes(1));
    assertThat(store.extendTtl(Tenant.DEFAULT, session.id(), CAP)).isTrue();
    assertThat(store.append(Tenant.DEFAULT, session.id(), turn("still there?"))).isTrue();
    assertThat(stored(session).expiresAt()).isEqualTo(end);
    clock.advance(Duration.ofMinutes(1));
    assertThat(store.exists(Tenant.DEFAULT, session.id())).isFalse();
    assertThat(store.append(Tenant.DEFAULT, session.id(), turn("and now?"))).isFalse();
  }

  @Test
  void keeps_the_newest_turns() {
    Session session = store.set(session("client"), TTL);
    IntStream.range(0, MAX_TURNS + 2)
        .forEach(i -> store.append(Tenant.DEFAULT, session.id(), turn("turn " + i)));

    List<Turn> kept = stored(session).investigationHistory();
    assertThat(kept).hasSize(MAX_TURNS).startsWith(turn("turn 2"));
    assertThat(kept.getLast()).isEqualTo(turn("turn " + (MAX_TURNS + 1)));
  }

  @Test
  void keeps_the_newest_uploads() {
    Session session = store.set(session("client"), TTL);
    IntStream.range(0, MAX_UPLOADS + 2)
        .forEach(i -> store.appendUpload(Tenant.DEFAULT, session.id(), "document " + i));

    List<String> kept = stored(session).dataUploads();
    assertThat(kept).hasSize(MAX_UPLOADS).startsWith("document 2");
    assertThat(kept.getLast()).isEqualTo("document " + (MAX_UPLOADS + 1));
  }

  @Test
  void gives_only_the_newest_turns_when_no_more_are_wanted() {
    Session session = store.set(session("client", List.of("document"), List.of()), TTL);
    IntStream.range(0, 5)
        .forEach(i -> store.append(Tenant.DEFAULT, session.id(), turn("turn " + i)));

    assertThat(store.get(Tenant.DEFAULT, session.id(), 2).orElseThrow().investigationHistory())
        .containsExactly(turn("turn 3"), turn("turn 4"));
    Session none = store.get(Tenant.DEFAULT, session.id(), 0).orElseThrow();
    assertThat(none.investigationHistory()).isEmpty();
    assertThat(none.dataUploads()).containsExactly("document");
    assertThat(store.get(Tenant.DEFAULT, session.id(), 9).orElseThrow().investigationHistory())
        .hasSize(5);
    assertThat(store.find(Tenant.DEFAULT, 10)).containsExactly(none);
    assertThat(store.findByClient(Tenant.DEFAULT, "client")).contains(stored(session));
  }

  @Test
  void finds_the_last_active_first() {
    Session first = store.set(session("a"), TTL);
    clock.advance(Duration.ofSeconds(1));
    Session second = store.set(session("b"), TTL);
    clock.advance(Duration.ofSeconds(1));
    Session third = store.set(session("a"), TTL);
    assertThat(found(10)).containsExactly(third.id(), second.id(), first.id());

    clock.advance(Duration.ofSeconds(1));
    store.append(Tenant.DEFAULT, first.id(), turn("why?"));
    assertThat(found(10)).containsExactly(first.id(), third.id(), second.id());
    assertThat(found(2)).containsExactly(first.id(), third.id());
    assertThat(store.findByClient(Tenant.DEFAULT, "a")).map(Session::id).contains(first.id());
    assertThat(store.findByClient(Tenant.DEFAULT, "b")).map(Session::id).contains(second.id());
    assertThat(store.findByClient(Tenant.DEFAULT, "c")).isEmpty();
  }

  @Test
  void keeps_tenants_apart() {
    Session mine = store.set(session("client"), TTL);
    Session theirs =
        store.set(
            new Session(
                mine.id(),
                OTHER,
                "client",
                null,
                clock.instant(),
                clock.instant(),
                clock.instant(),
                List.of(),
                List.of()),
            TTL);

    assertThat(store.append(OTHER, mine.id(), turn("theirs"))).isTrue();
    assertThat(stored(mine).investigationHistory()).isEmpty();
    assertThat(store.find(OTHER, 10)).map(Session::tenant).containsExactly(OTHER);
    assertThat(store.findByClient(OTHER, "client")).map(Session::tenant).contains(OTHER);
    assertThat(store.delete(OTHER, theirs.id())).isTrue();
    assertThat(store.exists(Tenant.DEFAULT, mine.id())).isTrue();
    assertThat(store.get(OTHER, mine.id())).isEmpty();
    assertThat(store.extendTtl(OTHER, mine.id(), TTL)).isFalse();
  }

  @Test
  void many_writers_lose_nothing_and_keep_their_order()
      throws InterruptedException, ExecutionException {
    int writers = 8;
    int each = 30;
    Session session = store.set(session("client"), TTL);
    var work = new ArrayList<Callable<Boolean>>();
    for (int writer = 0; writer < writers; writer++) {
      String name = "writer " + writer + " ";
      work.add(
          () ->
              IntStream.range(0, each)
                  .allMatch(
                      i ->
                          store.append(Tenant.DEFAULT, session.id(), turn(name + i))
                              && store.appendUpload(Tenant.DEFAULT, session.id(), name + i)));
    }
    try (var threads = Executors.newFixedThreadPool(writers)) {
      for (var done : threads.invokeAll(work)) {
        assertThat(done.get()).isTrue();
      }
    }

    Session now = stored(session);
    List<String> turns =
        now.investigationHistory().stream().map(turn -> turn.question().text()).toList();
    for (List<String> kept : List.of(turns, now.dataUploads())) {
      assertThat(kept).hasSize(writers * each).doesNotHaveDuplicates();
      for (int writer = 0; writer < writers; writer++) {
        String name = "writer " + writer + " ";
        assertThat(kept.stream().filter(text -> text.startsWith(name)))
            .containsExactlyElementsOf(IntStream.range(0, each).mapToObj(i -> name + i).toList());
      }
    }
  }

  private List<String> found(int limit) {
    return store.find(Tenant.DEFAULT, limit).stream().map(Session::id).toList();
  }

  private Session stored(Session session) {
    return store.get(Tenant.DEFAULT, session.id()).orElseThrow();
  }

  private Session session(String clientId) {
    return session(clientId, List.of(), List.of());
  }

  private Session session(String clientId, List<String> uploads, List<Turn> turns) {
    return new Session(
        UUID.randomUUID().toString(),
        Tenant.DEFAULT,
        clientId,
        null,
        clock.instant(),
        clock.instant(),
        clock.instant(),
        uploads,
        turns);
  }

  private static Turn turn(String question) {
    return new Turn(
        Instant.parse("2016-12-19T20:39:12Z"),
        SampleEntries.text(question),
        SampleEntries.text("{\"answer\":\"none\"}"));
  }
}
