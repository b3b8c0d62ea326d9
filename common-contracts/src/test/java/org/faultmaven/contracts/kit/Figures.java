package org.faultmaven.contracts.kit;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.util.Arrays;
import java.util.Locale;

/**
 * Prints what a benchmark found, each line by itself, so that the summary of the tests finds it.
 * Benchmarks are classes named {@code *Benchmark} with the tag {@code bench}.
 */
public final class Figures {
  private Figures() {}

  @FormatMethod
  public static void print(@FormatString String format, Object... arguments) {
    System.out.println("[bench] " + String.format(Locale.ROOT, format, arguments));
  }

  /** The value that the given share of the values does not exceed. */
  public static double percentile(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
  }

  public static double seconds(long fromNanos) {
    return (System.nanoTime() - fromNanos) / 1e9;
  }
}
