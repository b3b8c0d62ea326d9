package org.faultmaven.standalone.backup;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.record.NewerFormatException;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.standalone.client.LibraryLogs;
import org.faultmaven.standalone.server.Installation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes what the clean topics hold into a file, while everything runs. */
@Command(
    name = "backup",
    description = {
      "Write what is sanitised, and the API keys' records, into a file, while everything runs.",
      "Save the key of pseudonyms beside it, in another place: docs/backup.md."
    },
    mixinStandardHelpOptions = true)
public final class BackupCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "A new file, such as faultmaven.backup.gz.")
  private @Nullable Path file;

  @Mixin private Installation installation = new Installation();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    LibraryLogs.off();
    Path to = Objects.requireNonNull(file, "picocli demands it").toAbsolutePath();
    FaultMavenConfig config = installation.config();
    PrintWriter out = Objects.requireNonNull(spec, "picocli sets it").commandLine().getOut();
    try (var backup = new BackupFile.Writer(to)) {
      long before = 0;
      for (FaultMavenConfig tenant : Installation.tenants(config)) {
        Topics topics = Topics.of(tenant);
        var clean = new CleanTopics(config.kafka(), topics);
        clean.saveLogs(backup);
        long logs = backup.records() - before;
        clean.saveDocuments(backup);
        long pieces = backup.records() - before - logs;
        out.printf(
            Locale.ROOT,
            "%s: %,d records of logs, %,d pieces of documents%n",
            topics.tenant().name(),
            logs,
            pieces);
        before = backup.records();
      }
      new CleanTopics(config.kafka(), Topics.of(config)).saveKeys(backup);
      out.printf(Locale.ROOT, "API keys: %,d%n", backup.records() - before);
      backup.finish();
      out.printf(Locale.ROOT, "%s: %,d bytes%n", to, Files.size(to));
      return 0;
    } catch (FileAlreadyExistsException e) {
      out.println("There is a file " + to + " already: name another.");
    } catch (IOException e) {
      out.println("The file can't be written (" + e.getMessage() + ").");
    } catch (KafkaException | NewerFormatException e) {
      out.println("The topics can't be read (" + e.getMessage() + ").");
    }
    return 1;
  }
}
