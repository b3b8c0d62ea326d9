package org.faultmaven.standalone.backup;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.config.KafkaConfig;
import org.faultmaven.contracts.topic.KafkaConnection;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.standalone.client.LibraryLogs;
import org.faultmaven.standalone.server.Installation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Sends the records of a backup to the raw topics of a new installation, which does the rest: what
 * is masked already stays as it is when it is sanitised again.
 */
@Command(
    name = "restore",
    description = {
      "Send a backup to the raw topics of a new installation that runs with the old key.",
      "Sanitised text stays as it is when it is sanitised again; index, ledger and the states of"
          + " documents are made anew. ./faultmaven status tells when all of it is there."
    },
    mixinStandardHelpOptions = true)
public final class RestoreCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "Written by ./faultmaven backup.")
  private @Nullable Path file;

  @Mixin private Installation installation = new Installation();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    LibraryLogs.off();
    Path from = Objects.requireNonNull(file, "picocli demands it").toAbsolutePath();
    FaultMavenConfig config = installation.config();
    PrintWriter out = Objects.requireNonNull(spec, "picocli sets it").commandLine().getOut();
    try {
      Targets targets;
      try (var consumer =
          new KafkaConsumer<byte[], byte[]>(KafkaConnection.consumer(config.kafka()))) {
        targets =
            Targets.of(consumer, Installation.tenants(config).stream().map(Topics::of).toList());
      }
      String refusal = refusal(targets, from);
      if (refusal != null) {
        out.println("Nothing was sent: " + refusal + ".");
        return 1;
      }
      long sent = send(config.kafka(), targets, from);
      out.printf(
          Locale.ROOT, "Sent: %,d records. ./faultmaven status tells how far they are.%n", sent);
      return 0;
    } catch (IOException e) {
      out.println("The backup can't be used: " + e.getMessage() + ".");
    } catch (KafkaException e) {
      out.println("Kafka did not take it all (" + e.getMessage() + "): begin with new topics.");
    }
    return 1;
  }

  /** Why it can't be sent, or null. Reads the whole file, so that half a one is found here. */
  private static @Nullable String refusal(Targets targets, Path file) throws IOException {
    if (targets.used() != null) {
      return targets.used()
          + " holds records already, and what is restored twice counts twice. Restore into a new"
          + " installation, before anything else is sent to it";
    }
    var refusal = new AtomicReference<@Nullable String>();
    BackupFile.read(file, record -> refusal.compareAndSet(null, targets.refusal(record)));
    return refusal.get();
  }

  private static long send(KafkaConfig kafka, Targets targets, Path file) throws IOException {
    var failure = new AtomicReference<@Nullable Exception>();
    try (Producer<byte[], byte[]> producer = new KafkaProducer<>(KafkaConnection.producer(kafka))) {
      long records =
          BackupFile.read(
              file,
              saved -> {
                if (failure.get() == null) {
                  var _ =
                      producer.send(
                          targets.outgoing(saved),
                          (metadata, failed) -> failure.compareAndSet(null, failed));
                }
              });
      producer.flush();
      Exception failed = failure.get();
      if (failed != null) {
        throw new KafkaException(failed.getClass().getSimpleName());
      }
      return records;
    }
  }
}
