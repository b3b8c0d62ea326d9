package org.faultmaven.runtime.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a caller may do; each may all that the ones before it may. */
public enum Role {
  /** Search, ask, hold sessions, see documents and the ledger. */
  READ,
  /** Upload and delete documents, call tools. */
  WRITE,
  /** See dead letters and send them again. */
  ADMIN;

  /** By its name in lower case, alone or as {@code faultmaven:read}. */
  static Optional<Role> named(String text) {
    String name = text.startsWith("faultmaven:") ? text.substring("faultmaven:".length()) : text;
    return Arrays.stream(values()).filter(role -> role.toString().equals(name)).findFirst();
  }

  /** Whether it may what the other may. */
  public boolean includes(Role other) {
    return compareTo(other) >= 0;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
