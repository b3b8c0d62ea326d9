package org.faultmaven.standalone.cli;

/** A command that can't do what it was asked to. The message says why and what to do. */
final class CommandFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private CommandFailure(String message, int exitCode) {
    super(message);
    this.exitCode = exitCode;
  }

  /** It failed. */
  static CommandFailure failed(String message) {
    return new CommandFailure(message, 1);
  }

  /** It was asked for what can't be. */
  static CommandFailure badUsage(String message) {
    return new CommandFailure(message, 2);
  }

  int exitCode() {
    return exitCode;
  }
}
