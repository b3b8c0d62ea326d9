package org.faultmaven.standalone.tracing;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.faultmaven.contracts.kit.Figures;
import org.faultmaven.standalone.product.Product;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What traces cost the whole pipeline: time on the clock, and of the processors, which a busy
 * machine disturbs less. The collector is in this process, and its work is counted, too.
 */
@Tag("bench")
class TracingBenchmark {
  private static final OperatingSystemMXBean MACHINE =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final int LINES = 40_000;
  private static final int ROUNDS = 2;

  @Test
  void linesToSearchable(@TempDir Path folder) throws Exception {
    run(folder.resolve("warm"), "off");
    for (int round = 0; round < ROUNDS; round++) {
      for (String ratio : List.of("off", "0.01", "1")) {
        run(folder.resolve(round + "-" + ratio), ratio);
      }
    }
  }

  private static void run(Path data, String ratio) throws Exception {
    try (var collector = new Collector();
        Product product =
            ratio.equals("off")
                ? Product.start(data)
                : Product.start(
                    data,
                    "--tracing.endpoint=" + collector.address(),
                    "--tracing.sample-ratio=" + ratio)) {
      List<String> lines =
          IntStream.range(0, LINES)
              .mapToObj(
                  i ->
                      "2026-05-06T10:%02d:%02dZ INFO request %d took %d ms"
                          .formatted(i / 60 % 60, i % 60, i, i % 977))
              .toList();
      long begin = System.nanoTime();
      long cpu = MACHINE.getProcessCpuTime();
      for (String line : lines) {
        product.produce("bench/app.log", line);
      }
      product.awaitProcessed(LINES);
      Figures.print(
          "traces %s: %,.0f lines/s, %.1f µs of a processor a line, %,d spans received",
          ratio,
          LINES / Figures.seconds(begin),
          (MACHINE.getProcessCpuTime() - cpu) / 1e3 / LINES,
          collector.spans().size());
    }
  }
}
