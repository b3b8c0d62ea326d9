package org.faultmaven.standalone.server;

import java.io.PrintWriter;

/** placeholder */
final class SampleRun {
  SampleRun(Standalone standalone, PrintWriter out) {}

  void run() {}
}
