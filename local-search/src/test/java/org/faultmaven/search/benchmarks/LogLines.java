package org.faultmaven.search.benchmarks;

import java.util.Random;
import java.util.regex.Pattern;

/** Seeded log lines: 300 shapes, used unevenly, with numbers that vary. */
final class LogLines {
  private static final String[] SUBJECTS = {
    "Broker",
    "Controller",
    "Replica fetcher",
    "Log segment",
    "Consumer group",
    "Connection",
    "Session",
    "Leader epoch",
    "Partition",
    "Request",
    "Snapshot",
    "Transaction",
    "Quota",
    "Disk",
    "Thread pool",
    "Garbage collection",
    "Cache",
    "Lock",
    "Heartbeat",
    "Certificate"
  };
  private static final String[] EVENTS = {
    "lost",
    "started",
    "was closed",
    "timed out",
    "expired",
    "is not available",
    "was elected",
    "rolled",
    "failed",
    "was rejected",
    "is under-replicated",
    "recovered",
    "was deleted",
    "exceeded its limit",
    "could not be read",
    "is shutting down",
    "was fenced",
    "is corrupt"
  };
  private static final String[] PLACES = {
    "kafka.server.ReplicaFetcherThread",
    "kafka.controller.KafkaController",
    "org.apache.zookeeper.ClientCnxn",
    "kafka.log.Log",
    "kafka.coordinator.GroupCoordinator",
    "io.netty.channel.AbstractChannel",
    "kafka.network.Processor",
    "java.util.concurrent.FutureTask"
  };
  private static final String[] LEVELS = {"INFO", "INFO", "INFO", "DEBUG", "WARN", "ERROR"};

  private static final Pattern PLACEHOLDER = Pattern.compile("#");
  private static final Pattern NUMBERS = Pattern.compile("[0-9]+");
  private static final int SHAPES = 300;

  private final Random random;
  private final String[] shapes = new String[SHAPES];

  LogLines(Random random) {
    this.random = random;
    for (int i = 0; i < SHAPES; i++) {
      shapes[i] =
          "%s [%s id=#] %s %s for topic-#-# after # ms, offset # (%s)"
              .formatted(pick(LEVELS), pick(PLACES), pick(SUBJECTS), pick(EVENTS), pick(PLACES));
    }
  }

  String next() {
    return PLACEHOLDER
        .matcher(pick(shapes))
        .replaceAll(_ -> Integer.toString(random.nextInt(3_000)));
  }

  String question() {
    return pick(SUBJECTS) + " " + pick(EVENTS) + " topic-" + random.nextInt(50);
  }

  /** The line with its digits normalised, which is what is embedded. */
  static String shape(String line) {
    return NUMBERS.matcher(line).replaceAll("#");
  }

  /** The first ones come oftener. */
  private String pick(String[] of) {
    return of[(int) (random.nextDouble() * random.nextDouble() * of.length)];
  }
}
