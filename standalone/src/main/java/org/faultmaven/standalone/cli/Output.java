package org.faultmaven.standalone.cli;

import static java.util.Objects.requireNonNull;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Where a command writes, and whether as JSON. */
final class Output {
  /** Set by the launcher, which can ask whether standard error is a terminal; a JVM can't. */
  private static final String TERMINAL = "faultmaven.terminal";

  private static final JsonMapper JSON = new JsonMapper();

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(names = "--json", description = "Print JSON: one document, or one a line.")
  private boolean json;

  boolean json() {
    return json;
  }

  /** One document on one line. */
  void print(Object document) {
    out().println(JSON.writeValueAsString(document));
  }

  PrintWriter out() {
    return requireNonNull(command, "picocli sets it").commandLine().getOut();
  }

  PrintWriter err() {
    return requireNonNull(command, "picocli sets it").commandLine().getErr();
  }

  boolean terminal() {
    return Boolean.getBoolean(TERMINAL);
  }
}
