package org.faultmaven.query.answer;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A part of an answer, under a heading of its own. */
enum Part {
  HAPPENED("What happened", "what happened|summary|answer"),
  CAUSE("Likely cause", "(?:the )?(?:likely|probable|root)? ?causes?"),
  NOT_KNOWN("Not known", "(?:what is )?(?:not known|unknowns?)"),
  NEXT("Next", "next(?: steps?)?|what to (?:look at|do|check) next");

  final String heading;
  private final Pattern said;

  Part(String heading, String said) {
    this.heading = heading;
    this.said = Pattern.compile("(?i)(?:" + said + ")\\s*(?::\\s*(.*)|)");
  }

  /** Whether it states what happened, so that its sentences need evidence. */
  boolean statesFacts() {
    return this == HAPPENED || this == CAUSE;
  }

  /**
   * A line that is, or begins with, a heading.
   *
   * @param rest what follows it in the line
   */
  record Heading(Part part, String rest) {}

  static @Nullable Heading heading(String line) {
    for (Part part : values()) {
      Matcher said = part.said.matcher(line);
      if (said.matches()) {
        String rest = said.group(1);
        return new Heading(part, rest == null ? "" : rest.strip());
      }
    }
    return null;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
