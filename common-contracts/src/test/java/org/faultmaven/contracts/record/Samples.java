package org.faultmaven.contracts.record;

import java.time.Instant;

/** Records with every component set. */
final class Samples {
  static final String ID = "a".repeat(52);
  static final Instant AT = Instant.parse("2016-12-19T20:39:01.123456789Z");

  private Samples() {}

  static Citation citation() {
    return new Citation(
        "faultmaven.logs.clean", 3, 41, 44, new SanitizedText("kafka0/server.log"), 1, 2, "ab");
  }

  static Entry entry() {
    return new Entry(
        ID,
        new Tenant("team-a"),
        new SanitizedText("lost broker <IP_ADDRESS_k7f3q2mz> \u20ac \"quoted\"\n\tat x"),
        new SanitizedText("lost broker <IP_ADDRESS>"),
        new SanitizedText("kafka0/server.log"),
        AT,
        AT.plusSeconds(5),
        7,
        99,
        citation(),
        "b".repeat(52),
        new SanitizedText("title"));
  }
}
