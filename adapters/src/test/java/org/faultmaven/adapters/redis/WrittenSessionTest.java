package org.faultmaven.adapters.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.faultmaven.contracts.kit.SampleEntries;
import org.faultmaven.contracts.kit.WrittenFormats;
import org.faultmaven.contracts.record.Session;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.record.Turn;
import org.junit.jupiter.api.Test;

/** Sessions that the last release left in Redis go on: their keys, hash and lists. */
class WrittenSessionTest {
  private static final Instant NOW = Instant.parse("2026-05-06T10:00:00Z");
  private final Session session =
      new Session(
          "0c9a5f0e-7c1b-4c8e-9d53-6a1f6c1f8f11",
          Tenant.DEFAULT,
          SampleEntries.id("client"),
          "jo",
          NOW.minusSeconds(60),
          NOW,
          NOW.plusSeconds(600),
          List.of(SampleEntries.id("document")),
          List.of(
              new Turn(NOW, SampleEntries.text("why?"), SampleEntries.text("{\"answer\":\"x\"}"))));

  /** The hash and the lists, a line each; the random part of an element is left out. */
  private byte[] written() {
    String[] arguments =
        SessionFields.write(session, NOW, Duration.ofSeconds(600), Duration.ofHours(1));
    var lines = new ArrayList<String>();
    SessionKeys keys = SessionKeys.of(Tenant.DEFAULT, session.id());
    lines.add("key\t" + keys.hash());
    lines.add("key\t" + keys.turns());
    lines.add("key\t" + keys.uploads());
    lines.add("key\t" + SessionKeys.index(Tenant.DEFAULT));
    lines.add("key\t" + SessionKeys.client(Tenant.DEFAULT, "CLIENT"));
    int next = 1;
    for (String list : List.of("turn", "upload")) {
      int elements = Integer.parseInt(arguments[next++]);
      for (int i = 0; i < elements; i++) {
        lines.add(
            list + "\t" + arguments[next++].replaceFirst("^[0-9a-f]{16} ", "0".repeat(16) + " "));
      }
    }
    for (; next < arguments.length; next += 2) {
      lines.add("field\t" + arguments[next] + "\t" + arguments[next + 1]);
    }
    return (String.join("\n", lines) + "\n").getBytes(UTF_8);
  }

  /** The answer of Redis that holds what was written. */
  private static Optional<Session> read(byte[] written) {
    var fields = new ArrayList<String>();
    var turns = new ArrayList<String>();
    var uploads = new ArrayList<String>();
    for (String line : new String(written, UTF_8).lines().toList()) {
      String[] cells = line.split("\t");
      switch (cells[0]) {
        case "field" -> fields.addAll(List.of(cells[1], cells[2]));
        case "turn" -> turns.add(cells[1]);
        case "upload" -> uploads.add(cells[1]);
        default -> assertThat(cells[0]).isEqualTo("key");
      }
    }
    return SessionFields.read(Tenant.DEFAULT, List.of(fields, turns, uploads));
  }

  @Test
  void ofTheLastRelease() {
    WrittenFormats.check(
        WrittenSessionTest.class,
        "redis-session.tsv",
        written(),
        WrittenSessionTest::read,
        Optional.of(session));
  }

  @Test
  void aLaterOneIsNotThere() {
    String later = new String(written(), UTF_8) + "field\tformat\t2\n";

    assertThat(read(later.getBytes(UTF_8))).isEmpty();
  }
}
