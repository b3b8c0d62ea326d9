package org.faultmaven.standalone.client;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What libraries log in a process that speaks to its user itself. */
public final class LibraryLogs {
  private LibraryLogs() {}

  /** Turns it off: a command says itself what is wrong. */
  public static void off() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logback) {
      logback.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
    }
  }
}
