package org.faultmaven.standalone.send;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Says how far the sending is: on a terminal in one line that is written over, elsewhere in a line
 * every few seconds.
 */
public final class SendProgress {
  private static final long ON_TERMINAL_NANOS = 200_000_000L;
  private static final long ELSEWHERE_NANOS = 5_000_000_000L;

  private final PrintWriter err;
  private final boolean terminal;
  private final long totalBytes;
  private final LongSupplier nanos;
  private final long begin;
  private long next;
  private long lines;
  private long bytes;
  private boolean shown;

  /**
   * @param totalBytes of all input, 0 when it is not known
   * @param nanos a clock like {@link System#nanoTime}
   */
  public SendProgress(PrintWriter err, boolean terminal, long totalBytes, LongSupplier nanos) {
    this.err = err;
    this.terminal = terminal;
    this.totalBytes = totalBytes;
    this.nanos = nanos;
    this.begin = nanos.getAsLong();
    this.next = begin + interval();
  }

  void sent(long count) {
    lines++;
    bytes += count;
    // Not each line: the clock costs more than the counting.
    if ((lines & 63) == 0 && nanos.getAsLong() - next >= 0) {
      next = nanos.getAsLong() + interval();
      show();
    }
  }

  private void show() {
    String text =
        totalBytes > 0
            ? String.format(
                Locale.ROOT,
                "%,d lines, %.1f of %.1f MB, %,.0f lines/s",
                lines,
                bytes / 1e6,
                totalBytes / 1e6,
                lines / seconds())
            : String.format(
                Locale.ROOT,
                "%,d lines, %.1f MB, %,.0f lines/s",
                lines,
                bytes / 1e6,
                lines / seconds());
    err.print(terminal ? "\r" + text + "   " : text + System.lineSeparator());
    err.flush();
    shown = true;
  }

  /** Leaves the terminal at the beginning of an empty line. */
  public void end() {
    if (terminal && shown) {
      err.print("\r" + " ".repeat(78) + "\r");
      err.flush();
    }
  }

  /** Since the beginning. */
  public double seconds() {
    return Math.max(1e-3, (nanos.getAsLong() - begin) / 1e9);
  }

  private long interval() {
    return terminal ? ON_TERMINAL_NANOS : ELSEWHERE_NANOS;
  }
}
