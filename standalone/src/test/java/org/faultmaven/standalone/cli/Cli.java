package org.faultmaven.standalone.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** Runs a command as a user does and keeps what it said. */
record Cli(int status, String out, String err) {
  static Cli run(String... args) {
    return run(List.of(), args);
  }

  static Cli run(List<Object> more, String... args) {
    var out = new StringWriter();
    var err = new StringWriter();
    int status = new Main(more).run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    return new Cli(status, out.toString(), err.toString());
  }
}
