package org.faultmaven.sanitizer.canary;

import java.util.Collection;

/** A place where no secret may ever be: a store, say. */
public interface Place {
  /** One word, a label of metrics. */
  String name();

  /**
   * Whether one of the lines is there as it was sent.
   *
   * @param sent each line with a look for what is secret in it, newest last
   * @throws RuntimeException when the place can't be looked at now
   */
  boolean holds(Collection<Sent> sent);

  /** What was sent. */
  interface Sent {
    /** The whole line, to search for: it is made up. */
    String line();

    /** Whether a text holds a secret of it. */
    boolean isIn(String text);
  }
}
