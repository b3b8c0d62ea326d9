package org.faultmaven.standalone.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.faultmaven.standalone.client.FakeApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SendCommandTest {
  private static final String TOPIC = "faultmaven.logs.raw";

  @TempDir private Path folder;

  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
        @Override
        public void close() {
          // For several commands, one after the other.
        }

        @Override
        public void close(Duration timeout) {
          close();
        }
      };

  @Test
  void linesOfAllFilesAreAcceptedOldestFileFirst() throws Exception {
    Files.writeString(folder.resolve("app.log"), "newest\n");
    gzip("app.log.2.gz", "oldest\n");
    Files.writeString(folder.resolve("app.log.1"), "old\nolder than the newest");

    Cli send = send(folder.toString());

    assertThat(send.status()).isZero();
    assertThat(send.out())
        .startsWith("4 lines accepted by " + TOPIC + ", 0.0 MB from 3 files of 1 sources, in ");
    assertThat(producer.history())
        .extracting(record -> new String(record.value(), UTF_8))
        .containsExactly("oldest", "old", "older than the newest", "newest");
    assertThat(producer.history())
        .extracting(record -> record.topic() + " " + new String(record.key(), UTF_8))
        .containsOnly(TOPIC + " " + folder.getFileName() + "/app.log");
  }

  @Test
  void standardInputIsReadTooAndASourceCanBeGiven() {
    InputStream before = System.in;
    try {
      System.setIn(new ByteArrayInputStream("one\ntwo\n".getBytes(UTF_8)));
      assertThat(send("-").status()).isZero();
      System.setIn(new ByteArrayInputStream("three\n".getBytes(UTF_8)));
      assertThat(send("-", "--source", "db/slow.log", "--topic", "app-logs").status()).isZero();
    } finally {
      System.setIn(before);
    }

    assertThat(producer.history())
        .extracting(record -> record.topic() + " " + new String(record.key(), UTF_8))
        .containsExactly(TOPIC + " stdin", TOPIC + " stdin", "app-logs db/slow.log");
  }

  @Test
  void aFileThatBreaksOffFailsAndTheOthersAreSent() throws Exception {
    Files.writeString(folder.resolve("a.log.gz"), "this is no gzip");
    Files.writeString(folder.resolve("b.log"), "fine\n");

    Cli send = send(folder.toString());

    assertThat(send.status()).isEqualTo(1);
    assertThat(send.err()).contains("Not sent:", "a.log.gz: unreadable");
    assertThat(send.out()).startsWith("1 lines accepted");
  }

  @Test
  void aFileThatIsMissingIsToldBeforeAnythingIsSent() throws Exception {
    Files.writeString(folder.resolve("a.log"), "fine\n");

    Cli send = send(folder.resolve("a.log").toString(), folder.resolve("nosuch.log").toString());

    assertThat(send.status()).isEqualTo(2);
    assertThat(send.err()).contains("there is no file").contains("nosuch.log");
    assertThat(producer.history()).isEmpty();
  }

  @Test
  void whatKafkaDoesNotTakeFails() throws Exception {
    Files.writeString(folder.resolve("a.log"), "one\n");
    producer.sendException = new TimeoutException("no broker for 120 s");

    Cli send = send(folder.toString(), "--json");

    assertThat(send.status()).isEqualTo(1);
    assertThat(send.out())
        .contains("\"accepted\":0", "\"failure\":\"TimeoutException: no broker for 120 s\"");
    assertThat(send(folder.toString()).err()).contains("Kafka did not take the rest");
  }

  @Test
  void waitingEndsWhenTheLedgerHasGrownByWhatWasSent() throws Exception {
    Files.writeString(folder.resolve("a.log"), "one\ntwo\nthree\n");
    try (var api = new FakeApi()) {
      // Of others: 5 were processed, 1 is in flight, 1 waits.
      api.on(
          "/api/v1/ledger",
          200,
          ledger(6, 5, 0, 1, 1),
          ledger(8, 7, 0, 1, 2),
          ledger(10, 8, 1, 1, 0),
          ledger(10, 9, 1, 0, 0));

      Cli send = send(folder.toString(), "--wait", "--url", api.url());

      assertThat(send.status()).isZero();
      assertThat(send.out()).contains("4 indexed, 1 quarantined.");
    }
  }

  @Test
  void waitingForATopicThatNobodyReadsIsRefusedBeforeAnythingIsSent() throws Exception {
    Files.writeString(folder.resolve("a.log"), "one\n");
    try (var api = new FakeApi()) {
      api.on("/api/v1/ledger", 200, "{'topics': []}");

      Cli send = send(folder.toString(), "--wait", "--url", api.url());

      assertThat(send.status()).isEqualTo(1);
      assertThat(send.err()).contains("does not read the topic " + TOPIC);
      assertThat(producer.history()).isEmpty();
    }
  }

  @Test
  void whereNoBrokerListensItSaysHowToStartOne() throws Exception {
    Files.writeString(folder.resolve("a.log"), "one\n");
    int free;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }

    Cli send = Cli.run("send", folder.toString(), "--bootstrap", "127.0.0.1:" + free);

    assertThat(send.status()).isEqualTo(1);
    assertThat(send.err()).contains("no Kafka broker answers", "./faultmaven up");
    assertThat(Cli.run("send", folder.toString(), "--bootstrap", "kafka").status()).isEqualTo(2);
    assertThat(Cli.run("send", folder.toString(), "--bootstrap", "kafka:port").status())
        .isEqualTo(2);
  }

  private Cli send(String... args) {
    var options =
        new KafkaOptions() {
          @Override
          Producer<byte[], byte[]> producer(String topic) {
            return producer;
          }
        };
    var out = new StringWriter();
    var err = new StringWriter();
    int status =
        Main.execute(
            new CommandLine(new SendCommand(options)),
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            args);
    return new Cli(status, out.toString(), err.toString());
  }

  private void gzip(String name, String text) throws IOException {
    try (var out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)))) {
      out.write(text.getBytes(UTF_8));
    }
  }

  private static String ledger(
      long accepted, long indexed, long quarantined, long inFlight, long waiting) {
    return "{'topics': [{'topic': '%s', 'partition': 0, 'accepted': %d, 'indexed': %d, 'quarantined': %d, 'deleted': 0, 'inFlight': %d, 'waiting': %d}]}"
        .formatted(TOPIC, accepted, indexed, quarantined, inFlight, waiting);
  }
}
