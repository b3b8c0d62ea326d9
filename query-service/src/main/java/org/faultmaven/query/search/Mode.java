package org.faultmaven.query.search;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.faultmaven.query.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.web.ErrorResponseException;

/** How to search. */
public enum Mode {
  /** By meaning and by words, fused. */
  HYBRID,
  /** By meaning alone. */
  VECTOR,
  /** By words alone. */
  KEYWORD;

  /**
   * HYBRID when nothing is named.
   *
   * @throws ErrorResponseException 400, naming those there are
   */
  static Mode named(@Nullable String name) {
    if (name == null) {
      return HYBRID;
    }
    for (Mode mode : values()) {
      if (mode.label().equals(name)) {
        return mode;
      }
    }
    throw Problem.badRequest(
        "The mode is not known. It is one of "
            + Arrays.stream(values()).map(Mode::label).collect(Collectors.joining(", "))
            + ".");
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
