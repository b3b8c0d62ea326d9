package org.faultmaven.query.session;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What is done with sessions. How many are live is the store's to know: all instances share it. */
final class SessionMeters {
  private final Counter begun;
  private final Counter resumed;
  private final Counter turns;

  SessionMeters(MeterRegistry meters) {
    begun = started("new", meters);
    resumed = started("resumed", meters);
    turns =
        Counter.builder("faultmaven.sessions.turns")
            .description("Questions answered and kept as turns of a session")
            .register(meters);
  }

  private static Counter started(String how, MeterRegistry meters) {
    return Counter.builder("faultmaven.sessions.started")
        .description("Sessions begun, or resumed by their client")
        .tag("how", how)
        .register(meters);
  }

  SessionService.Started started(SessionService.Started session) {
    (session.resumed() ? resumed : begun).increment();
    return session;
  }

  void turn() {
    turns.increment();
  }
}
