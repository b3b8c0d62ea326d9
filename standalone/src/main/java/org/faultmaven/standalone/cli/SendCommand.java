package org.faultmaven.standalone.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.Producer;
import org.faultmaven.standalone.client.ApiClient;
import org.faultmaven.standalone.client.LedgerCounts;
import org.faultmaven.standalone.send.LogFile;
import org.faultmaven.standalone.send.LogSender;
import org.faultmaven.standalone.send.Selection;
import org.faultmaven.standalone.send.SendProgress;
import org.faultmaven.standalone.send.SendResult;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends log lines to a raw topic. */
@Command(
    name = "send",
    description = "Send the lines of log files to Kafka, a record each, oldest file first.",
    footer = {
      "",
      "The source of a line, and its key, is the tail of its file's path without what",
      "log rotation added: at least two parts, or all that are below a folder you name,",
      "and as many as it takes to tell your logs apart. So server.log.2016-12-19-20 of",
      "/data/kafka0/logs is kafka0/logs/server.log when kafka1's is sent along."
    },
    mixinStandardHelpOptions = true,
    defaultValueProvider = ClientConfig.class)
final class SendCommand implements Callable<Integer> {
  private static final String STDIN = "-";

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Files, folders or globs, .gz too; - is standard input.")
  private List<String> names = List.of();

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      description = "The raw topic (${DEFAULT-VALUE}).")
  private String topic = "";

  @Option(
      names = "--source",
      paramLabel = "SOURCE",
      description = "One source for all lines, instead of each file's own; 'stdin' is that of -.")
  private @Nullable String source;

  @Option(
      names = "--wait",
      description = "Wait until all of them are indexed or quarantined, and tell how many.")
  private boolean wait;

  @Mixin private KafkaOptions kafka;
  @Mixin private ApiOptions api = new ApiOptions();
  @Mixin private Output output = new Output();

  SendCommand() {
    this(new KafkaOptions());
  }

  SendCommand(KafkaOptions kafka) {
    this.kafka = kafka;
  }

  @Override
  public Integer call() throws Exception {
    boolean stdin = names.contains(STDIN);
    Selection selection = Selection.of(names.stream().filter(name -> !name.equals(STDIN)).toList());
    selection.skipped().forEach(skipped -> output.err().println("Skipped " + skipped));
    if (!wait) {
      return send(selection, stdin, null);
    }
    try (ApiClient client = api.client()) {
      // Before anything is sent: what it grows by is what it is waited for.
      return send(selection, stdin, ProcessedWait.before(client, topic));
    }
  }

  private int send(Selection selection, boolean stdin, @Nullable ProcessedWait waiting)
      throws Exception {
    SendProgress progress = progress(selection, stdin);
    SendResult result;
    try (Producer<byte[], byte[]> producer = kafka.producer(topic)) {
      var sender = new LogSender(producer, topic, kafka.maxLine(), Clock.systemUTC(), progress);
      if (stdin) {
        sender.send("standard input", source == null ? "stdin" : source, System.in);
      }
      for (LogFile file : selection.files()) {
        send(sender, file);
      }
      result = sender.finish();
      if (result.failure() != null) {
        // What is still buffered failed with it, or will.
        producer.close(Duration.ZERO);
      }
    }
    progress.end();
    double seconds = progress.seconds();
    LedgerCounts grown =
        waiting == null ? null : waiting.await(result.accepted(), output.err(), output.terminal());
    report(selection, result, seconds, grown);
    return result.complete() ? 0 : 1;
  }

  private SendProgress progress(Selection selection, boolean stdin) {
    boolean known = !stdin && selection.files().stream().noneMatch(LogFile::compressed);
    return new SendProgress(
        output.err(), output.terminal(), known ? selection.bytes() : 0, System::nanoTime);
  }

  private void send(LogSender sender, LogFile file) {
    String name = file.path().toString();
    try (InputStream in = file.open()) {
      sender.send(name, source == null ? file.source() : source, in);
    } catch (IOException e) {
      sender.unreadable(name, e);
    }
  }

  private void report(
      Selection selection, SendResult result, double seconds, @Nullable LedgerCounts grown) {
    long sources = selection.files().stream().map(LogFile::source).distinct().count();
    if (output.json()) {
      var document = new LinkedHashMap<String, Object>();
      document.put("topic", topic);
      document.put("accepted", result.accepted());
      document.put("bytes", result.bytes());
      document.put("files", selection.files().size());
      document.put("sources", sources);
      document.put("seconds", seconds);
      document.put("refused", result.refused());
      document.put("refusals", result.refusals());
      if (result.failure() != null) {
        document.put("failure", result.failure());
      }
      if (grown != null) {
        document.put("indexed", grown.indexed());
        document.put("quarantined", grown.quarantined());
      }
      output.print(document);
      return;
    }
    PrintWriter err = output.err();
    result.refusals().forEach(refusal -> err.println("Not sent: " + refusal));
    if (result.refused() > result.refusals().size()) {
      err.printf("Not sent: %,d more%n", result.refused() - result.refusals().size());
    }
    output
        .out()
        .printf(
            Locale.ROOT,
            "%,d lines accepted by %s, %.1f MB from %,d files of %,d sources, in %.1f s.%n",
            result.accepted(),
            topic,
            result.bytes() / 1e6,
            selection.files().size(),
            sources,
            seconds);
    if (grown != null) {
      output
          .out()
          .printf(
              Locale.ROOT, "%,d indexed, %,d quarantined.%n", grown.indexed(), grown.quarantined());
    }
    if (result.failure() != null) {
      err.println(
          "faultmaven: Kafka did not take the rest ("
              + result.failure()
              + "). Look whether it runs, and send again from where it ended.");
    }
  }
}
