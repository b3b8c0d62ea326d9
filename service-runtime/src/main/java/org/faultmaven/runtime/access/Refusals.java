package org.faultmaven.runtime.access;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Requests that were not let in, by the reason. */
final class Refusals {
  enum Reason {
    /** Nobody said who he is. */
    NO_CREDENTIALS,
    /** The key or token does not count. */
    BAD_CREDENTIALS,
    /** Keys, or an issuer's, can't be had now. */
    CALLERS_UNKNOWN,
    /** The caller asks too often. */
    TOO_MANY_REQUESTS,
    /** It is another tenant's. */
    OTHER_TENANT,
    /** The caller's role does not allow it. */
    ROLE
  }

  private final Map<Reason, Counter> counters = new EnumMap<>(Reason.class);

  Refusals(MeterRegistry meters) {
    for (Reason reason : Reason.values()) {
      counters.put(
          reason,
          Counter.builder("faultmaven.access.refused")
              .description("Requests that were not let in, by the reason")
              .tag("reason", reason.name().toLowerCase(Locale.ROOT))
              .register(meters));
    }
  }

  void count(Reason reason) {
    Objects.requireNonNull(counters.get(reason)).increment();
  }
}
