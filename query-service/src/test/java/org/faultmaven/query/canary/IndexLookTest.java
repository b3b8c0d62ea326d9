package org.faultmaven.query.canary;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.IEmbedder;
import org.faultmaven.contracts.port.IKeywordIndex;
import org.faultmaven.contracts.port.IVectorStore;
import org.faultmaven.contracts.record.Citation;
import org.faultmaven.contracts.record.EmbeddedEntry;
import org.faultmaven.contracts.record.Entry;
import org.faultmaven.contracts.record.Policy;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.query.TestPorts;
import org.faultmaven.runtime.canary.LeakAlarm;
import org.faultmaven.runtime.canary.MadeUp;
import org.faultmaven.search.LocalSearch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The look into real indexes, in which a secret is put that no sanitiser masked. */
class IndexLookTest {
  private static final Tenant CANARY = new Tenant("canary");
  private static final Policy ALL = new Policy("logs", 1, Set.of("PASSWORD"), 0, Set.of(), true);
  private static final Instant CAME = Instant.parse("2126-03-01T12:00:00Z");
  private static final String MASKED =
      "the leak canary: connecting with aws_access_key_id=<TOKEN_k7f3q2mz>"
          + " password=<PASSWORD_k7f3q2mz> as <EMAIL_ADDRESS_k7f3q2mz>, paid by card"
          + " <CREDIT_CARD_k7f3q2mz>";

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final LeakAlarm alarm = new LeakAlarm(meters, Clock.systemUTC());
  private final IEmbedder embedder = TestPorts.embedder();
  private IVectorStore store;
  private IKeywordIndex words;
  private IndexLook look;

  @BeforeEach
  void open(@TempDir Path own) {
    store = LocalSearch.lucene(own.resolve("vectors"), embedder.dimensions(), embedder.model());
    words = LocalSearch.keywords(own.resolve("keywords"));
    look = new IndexLook("canary", embedder, store, alarm);
  }

  @AfterEach
  void close() {
    words.close();
    store.close();
  }

  private static Entry entry(String id, Tenant tenant, String text) {
    SanitizedText sanitized = SanitizedText.fromSanitizedTopic(text.getBytes(UTF_8));
    return new Entry(
        id,
        tenant,
        sanitized,
        sanitized,
        SanitizedText.EMPTY,
        CAME,
        CAME,
        1,
        0,
        new Citation("canary.logs.clean", 0, 0, 0, SanitizedText.EMPTY, 1, 1, "0"),
        null,
        null);
  }

  private void inStore(Entry entry) {
    store.add(
        entry.tenant(), List.of(new EmbeddedEntry(entry, embedder.embed(entry.text().text()))));
  }

  private void inWords(Entry entry) {
    words.update(List.of(entry), List.of(), Map.of());
  }

  private static String leaked() {
    return MadeUp.of(new Random(11), ALL).line();
  }

  private double leaks(String place) {
    return meters.get("faultmaven.canary.leaks").tag("place", place).counter().count();
  }

  private double success(String place) {
    return meters.get("faultmaven.canary.success.time").tag("place", place).gauge().value();
  }

  @Test
  void whatIsMaskedIsSeenInBoth() {
    inStore(entry("a", CANARY, MASKED));
    inWords(entry("a", CANARY, MASKED));

    look.round(words);

    assertThat(alarm.raised()).isNull();
    assertThat(success("vector store")).isEqualTo(CAME.getEpochSecond());
    assertThat(success("keyword index")).isEqualTo(CAME.getEpochSecond());
  }

  @Test
  void aSecretInTheVectorStoreIsSeen() {
    inStore(entry("a", CANARY, MASKED));
    inStore(entry("b", CANARY, leaked()));

    look.round(words);
    look.round(words);

    assertThat(alarm.raised()).contains("vector store");
    assertThat(leaks("vector store")).as("no look after the alarm").isEqualTo(1);
    assertThat(leaks("keyword index")).isZero();
  }

  @Test
  void aSecretInTheKeywordIndexIsSeen() {
    inWords(entry("a", CANARY, MASKED));
    inWords(entry("b", CANARY, leaked()));

    look.round(words);

    assertThat(alarm.raised()).contains("keyword index").doesNotContain("AKIA");
    assertThat(leaks("keyword index")).isEqualTo(1);
  }

  @Test
  void whatIsOfUsersIsNotLookedAt() {
    inStore(entry("b", Tenant.DEFAULT, leaked()));
    inWords(entry("b", Tenant.DEFAULT, leaked()));

    look.round(words);

    assertThat(alarm.raised()).isNull();
  }

  @Test
  void aStoreThatIsAwayIsSaidAndTheOtherIsLookedAt() {
    inWords(entry("a", CANARY, MASKED));
    var without = new LeakAlarm(new SimpleMeterRegistry(), Clock.systemUTC());

    assertThatThrownBy(
            () -> new IndexLook("canary", embedder, TestPorts.away(), without).round(words))
        .isInstanceOf(BackendException.class);
    assertThat(without.raised()).isNull();
  }
}
