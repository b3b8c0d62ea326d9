package org.faultmaven.runtime;

/** Whether a part runs with all others in one JVM, or as a process among several. */
public enum Placement {
  /** Everything in one JVM: stores that one process must hold may be embedded. */
  STANDALONE,
  /** One process of several: what is shared between them has to be a server. */
  SERVICE
}
