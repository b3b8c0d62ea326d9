package org.faultmaven.query.answer;

import java.time.Clock;
import java.time.ZoneId;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.query.Indexed;

/** Makes an {@link Answerer} for tests of other packages. */
public final class TestAnswerer {
  private TestAnswerer() {}

  /** Without a model. */
  public static Answerer extractive(Indexed indexed, Clock clock) {
    return AnswerConfiguration.answerer(
        indexed.retrieval(),
        indexed.keywords,
        Tenant.DEFAULT,
        ZoneId.of("UTC"),
        clock,
        null,
        indexed.meters);
  }
}
