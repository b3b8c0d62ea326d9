package org.faultmaven.standalone.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The load: the log files below a folder of the user's, or lines made up in the manner of a small
 * cluster's.
 */
final class LogLines {
  private LogLines() {}

  /**
   * @param folder of {@code *.log*} files; made-up lines when null
   */
  static List<String> load(String folder) throws IOException {
    return folder == null ? madeUp(20_000, 7) : read(Path.of(folder));
  }

  private static List<String> read(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      var lines = new ArrayList<String>();
      for (Path file :
          files.filter(f -> f.getFileName().toString().contains(".log")).sorted().toList()) {
        lines.addAll(Files.readAllLines(file));
      }
      return lines;
    }
  }

  static List<String> madeUp(int count, long seed) {
    var random = new Random(seed);
    var lines = new ArrayList<String>(count);
    for (int i = 0; i < count; i++) {
      lines.add(
          "[2026-05-06 %02d:%02d:%02d,%03d] %s [%s-%d] %s (app.%s)"
              .formatted(
                  i / 7200 % 24,
                  i / 120 % 60,
                  i / 2 % 60,
                  random.nextInt(1000),
                  random.nextInt(40) == 0 ? "ERROR" : "INFO",
                  random.nextBoolean() ? "worker" : "fetcher",
                  random.nextInt(4),
                  message(random, i),
                  random.nextBoolean() ? "Log" : "Server"));
    }
    return lines;
  }

  private static String message(Random random, int i) {
    return switch (random.nextInt(12)) {
      case 0 ->
          "Rolled new log segment for 'orders-"
              + random.nextInt(8)
              + "' in "
              + random.nextInt(40)
              + " ms.";
      case 1 -> "Connection from 198.51.100." + random.nextInt(250) + " was closed";
      case 2 -> "login of user=made" + random.nextInt(500) + " accepted";
      case 3 -> "request " + i + " took " + random.nextInt(900) + " ms";
      case 4 -> "sending receipt to made" + random.nextInt(300) + "@mail.example.com";
      case 5 -> "Scheduling segment " + random.nextInt(200_000) + " for deletion";
      case 6 -> "retry " + random.nextInt(5) + " of job " + Integer.toHexString(random.nextInt());
      case 7 -> "queue of stage " + random.nextInt(30) + " holds " + random.nextInt(1000);
      case 8 ->
          "unexpected answer " + (400 + random.nextInt(120)) + " from upstream" + random.nextInt(9);
      case 9 -> "cache " + (random.nextBoolean() ? "hit" : "miss") + " for key " + random.nextInt();
      case 10 -> "heartbeat";
      default -> "word" + random.nextInt(400) + " happened in zone z" + random.nextInt(3);
    };
  }
}
