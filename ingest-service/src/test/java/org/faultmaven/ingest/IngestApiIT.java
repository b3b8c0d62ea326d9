package org.faultmaven.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.faultmaven.contracts.config.DataSize;
import org.faultmaven.contracts.record.DocumentEvent;
import org.faultmaven.contracts.record.DocumentEvent.Stage;
import org.faultmaven.contracts.record.IndexedPosition;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.record.SanitizerCounts;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.topic.TopicHeaders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The API with a real broker: two instances side by side, as they would run. */
class IngestApiIT {
  private static final String DOCUMENTS = "/api/v1/documents";
  private static final String LETTERS = "/api/v1/deadletters";
  private static final String SECRET = "hunter2-4711";
  private static final ListAppender<ILoggingEvent> LOG = new ListAppender<>();

  private static Broker broker;
  private static Api api;
  private static Api other;

  @BeforeAll
  static void start() throws Exception {
    broker = new Broker();
    broker.createCompacted("test.sanitizer-ledger-changelog");
    api = new Api(broker.config, broker.topics);
    other = new Api(broker.config(2), broker.topics);
    LOG.start();
    root().addAppender(LOG);
  }

  @AfterAll
  static void nothingRawWasSaidAnywhere() {
    root().detachAppender(LOG);
    other.close();
    api.close();
    broker.close();
    assertThat(Api.ANSWERS).isNotEmpty().noneMatch(answer -> answer.contains(SECRET));
    assertThat(LOG.list)
        .noneMatch(event -> event.getFormattedMessage().contains(SECRET))
        .noneMatch(
            event ->
                event.getThrowableProxy() != null
                    && String.valueOf(event.getThrowableProxy().getMessage()).contains(SECRET));
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  @Test
  void anUploadIsOneTransactionOfPiecesAndEvent() throws Exception {
    String text = ("a line of a long log " + SECRET + "\n").repeat(40_000);
    String json =
        "{\"title\":\"About "
            + SECRET
            + "\",\"source\":\"wiki\",\"labels\":{\"team\":\"db\"},"
            + "\"occurredAt\":\"2026-01-31T12:00:00Z\",\"text\":\""
            + text.replace("\n", "\\n")
            + "\"}";
    Api.Answer answer = api.uploadAs("application/json", json);
    assertThat(answer.status()).isEqualTo(202);
    String id = answer.body().at("/documentId").asString();
    assertThat(id).isEqualTo(Api.HASH.of("document", Tenant.DEFAULT, text.getBytes(UTF_8)));
    assertThat(answer.response().headers().firstValue("Location")).hasValue(DOCUMENTS + "/" + id);

    List<ConsumerRecord<byte[], byte[]>> pieces = raw(id);
    assertThat(pieces).hasSize(3);
    assertThat(new HashSet<>(pieces.stream().map(ConsumerRecord::partition).toList())).hasSize(1);
    var joined = new ByteArrayOutputStream();
    for (int i = 0; i < pieces.size(); i++) {
      ConsumerRecord<byte[], byte[]> piece = pieces.get(i);
      assertThat(header(piece, TopicHeaders.PIECE)).isEqualTo(Integer.toString(i));
      assertThat(header(piece, TopicHeaders.PIECES)).isEqualTo("3");
      assertThat(header(piece, TopicHeaders.TITLE)).isEqualTo("About " + SECRET);
      assertThat(header(piece, TopicHeaders.SOURCE)).isEqualTo("wiki");
      assertThat(header(piece, TopicHeaders.LABEL + "team")).isEqualTo("db");
      assertThat(header(piece, TopicHeaders.OCCURRED_AT)).isEqualTo("2026-01-31T12:00:00Z");
      assertThat(header(piece, TopicHeaders.UPLOAD)).matches("[a-z2-7]{26}");
      joined.writeBytes(piece.value());
    }
    assertThat(joined.toString(UTF_8)).isEqualTo(text);
    assertThat(accepted(id))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.upload()).isEqualTo(header(pieces.getFirst(), TopicHeaders.UPLOAD));
              assertThat(event.bytes()).isEqualTo(text.getBytes(UTF_8).length);
              assertThat(event.title()).isNull();
            });
  }

  @Test
  void anUploadIsSeenAtOnceHereAndOnTheOtherInstance() throws Exception {
    for (int i = 0; i < 20; i++) {
      String id = id(api.upload("seen at once " + i));
      assertThat(api.get(DOCUMENTS + "/" + id).body().at("/status").asString())
          .isEqualTo("accepted");
      assertThat(other.get(DOCUMENTS + "/" + id).status()).isEqualTo(200);
    }
  }

  @Test
  void aDocumentIsFollowedThroughItsStages() throws Exception {
    String id = id(api.upload("followed"));
    String upload = accepted(id).getFirst().upload();
    var at = Instant.parse("2026-01-31T12:00:00Z");
    event(
        new DocumentEvent(
            id,
            Stage.SANITIZED,
            at,
            upload,
            null,
            SanitizedText.constant("Night <PERSON_aaaaaaaa>"),
            SanitizedText.constant("followed-source"),
            Map.of(SanitizedText.constant("team"), SanitizedText.constant("db")),
            Map.of("PERSON", 3),
            null,
            null,
            null,
            null,
            null));
    api.await(DOCUMENTS + "/" + id, "/status", "sanitized");
    event(
        new DocumentEvent(
            id,
            Stage.INDEXED,
            at,
            upload,
            null,
            null,
            null,
            Map.of(),
            Map.of(),
            7,
            2,
            99L,
            null,
            null));
    api.await(DOCUMENTS + "/" + id, "/status", "indexed");

    var shown = api.get(DOCUMENTS + "/" + id).body();
    assertThat(shown.at("/title").asString()).isEqualTo("Night <PERSON_aaaaaaaa>");
    assertThat(shown.at("/labels/team").asString()).isEqualTo("db");
    assertThat(shown.at("/entities/PERSON").asInt()).isEqualTo(3);
    assertThat(shown.at("/chunks").asInt()).isEqualTo(7);
    assertThat(shown.at("/bytes").asInt()).isEqualTo(8);
    assertThat(shown.at("/coordinate/topic").asString()).isEqualTo("test.documents.clean");
    assertThat(shown.at("/coordinate/offset").asLong()).isEqualTo(99);
    assertThat(shown.at("/stages/indexed").asString()).isEqualTo(at.toString());
    var listed = api.get(DOCUMENTS + "?source=followed-source&status=indexed").body();
    assertThat(listed.at("/total").asInt()).isEqualTo(1);
    assertThat(listed.at("/items/0/documentId").asString()).isEqualTo(id);

    event(
        new DocumentEvent(
            id,
            Stage.QUARANTINED,
            at.plusSeconds(1),
            upload,
            null,
            null,
            null,
            Map.of(),
            Map.of(),
            null,
            null,
            null,
            "INCOMPLETE: upload it again",
            null));
    api.await(DOCUMENTS + "/" + id, "/reason", "INCOMPLETE: upload it again");
  }

  @Test
  void theListIsNewestFirstAndPaged() throws Exception {
    String first = id(api.upload("paged 1"));
    String second = id(api.upload("paged 2"));
    var one = api.get(DOCUMENTS + "?size=500").body();
    var ids = new ArrayList<String>();
    one.at("/items").forEach(document -> ids.add(document.at("/documentId").asString()));
    assertThat(ids.indexOf(second)).isNotNegative().isLessThan(ids.indexOf(first));
    assertThat(api.get(DOCUMENTS + "?size=1&page=1").body().at("/items/0/documentId").asString())
        .isEqualTo(ids.get(1));
    assertThat(api.get(DOCUMENTS + "?page=100000").body().at("/items").isEmpty()).isTrue();
    for (String bad :
        List.of("page=-1", "size=0", "size=501", "page=" + SECRET, "status=" + SECRET)) {
      assertThat(api.get(DOCUMENTS + "?" + bad).status()).as(bad).isEqualTo(400);
    }
  }

  @Test
  void unknownAndMalformedIdsAreNotFound() throws Exception {
    for (String id : List.of("a".repeat(52), "nonsense", "A".repeat(52))) {
      assertThat(api.get(DOCUMENTS + "/" + id).status()).isEqualTo(404);
      assertThat(api.delete(DOCUMENTS + "/" + id).status()).isEqualTo(404);
    }
  }

  @Test
  void theSameIdempotencyKeyIsAcceptedOnceWhateverInstanceItComesTo() throws Exception {
    String key = "key " + SECRET;
    String id = id(api.upload("only once", "Idempotency-Key", key));
    Api.Answer again = other.upload("only once", "Idempotency-Key", key);
    assertThat(again.status()).isEqualTo(202);
    assertThat(id(again)).isEqualTo(id);
    assertThat(id(api.upload("only once", "Idempotency-Key", key))).isEqualTo(id);
    assertThat(accepted(id)).hasSize(1);
    assertThat(raw(id)).hasSize(1);
    assertThat(accepted(id).getFirst().idempotencyKey()).doesNotContain(SECRET).hasSize(52);

    Api.Answer misused = other.upload("something else", "Idempotency-Key", key);
    assertThat(misused.status()).isEqualTo(422);
    assertThat(misused.body().at("/detail").asString()).contains("new key");
    assertThat(api.upload("x", "Idempotency-Key", "k".repeat(256)).status()).isEqualTo(400);
  }

  @Test
  void equalUploadsAtOnceAreOneDocumentAndAnAcceptanceEach() throws Exception {
    int uploads = 8;
    List<Api.Answer> answers =
        atOnce(uploads, i -> (i % 2 == 0 ? api : other).upload("equal at once"));
    assertThat(answers).allMatch(answer -> answer.status() == 202);
    String id = id(answers.getFirst());
    assertThat(answers).allMatch(answer -> id(answer).equals(id));
    List<DocumentEvent> events = accepted(id);
    assertThat(events).hasSize(uploads);
    assertThat(new HashSet<>(events.stream().map(DocumentEvent::upload).toList())).hasSize(uploads);
    assertThat(raw(id)).hasSize(uploads);
  }

  @Test
  void equalRequestsAtOnceWithOneKeyAreAcceptedOnce() throws Exception {
    List<Api.Answer> answers =
        atOnce(6, i -> api.upload("equal key at once", "Idempotency-Key", "one-key"));
    assertThat(answers).allMatch(answer -> answer.status() == 202 || answer.status() == 409);
    Api.Answer taken =
        answers.stream().filter(answer -> answer.status() == 202).findFirst().orElseThrow();
    assertThat(accepted(id(taken))).hasSize(1);
  }

  @Test
  void aDeletionFollowsTheDocumentInItsPartition() throws Exception {
    String id = id(api.upload("to be deleted"));
    assertThat(other.delete(DOCUMENTS + "/" + id).status()).isEqualTo(202);
    assertThat(api.delete(DOCUMENTS + "/" + id).status()).isEqualTo(202);
    List<ConsumerRecord<byte[], byte[]>> records = raw(id);
    assertThat(records).hasSize(3);
    assertThat(new HashSet<>(records.stream().map(ConsumerRecord::partition).toList())).hasSize(1);
    assertThat(records.get(0).value()).isNotNull();
    assertThat(records.get(1).value()).isNull();
    String upload = header(records.get(0), TopicHeaders.UPLOAD);
    assertThat(header(records.get(1), TopicHeaders.UPLOAD)).isEqualTo(upload);

    event(DocumentEvent.of(id, Stage.DELETED, Instant.now(), upload));
    api.await(DOCUMENTS + "/" + id, "/status", "deleted");
    assertThat(id(api.upload("to be deleted"))).isEqualTo(id);
    assertThat(api.get(DOCUMENTS + "/" + id).body().at("/status").asString()).isEqualTo("accepted");
  }

  @Test
  void aNewInstanceKnowsWhatTheOthersAccepted() throws Exception {
    String id = id(api.upload("kept over a restart", "Idempotency-Key", "restart-key"));
    try (var restarted = new Api(broker.config, broker.topics)) {
      assertThat(restarted.get(DOCUMENTS + "/" + id).status()).isEqualTo(200);
      assertThat(id(restarted.upload("kept over a restart", "Idempotency-Key", "restart-key")))
          .isEqualTo(id);
    }
    assertThat(accepted(id)).hasSize(1);
    // The old instance was fenced by the new one of the same name, and comes back by itself.
    assertThat(api.upload("after being fenced").status()).isEqualTo(202);
  }

  @Test
  void aDeadLetterIsListedWithoutContentAndSentAgainOnce() throws Exception {
    RecordMetadata origin = letter("NOT_UTF8", 1);
    String id = origin.topic() + "-" + origin.partition() + "-" + origin.offset();
    var listed = letterOf(id);
    assertThat(listed.at("/reason").asString()).isEqualTo("NOT_UTF8");
    assertThat(listed.at("/advice").asString()).contains("UTF-8");
    assertThat(listed.at("/stage").asString()).isEqualTo("sanitize");
    assertThat(listed.at("/bytes").asInt()).isEqualTo(SECRET.length());
    assertThat(listed.has("replayedAt")).isFalse();

    // Two instances, several requests each, all at once.
    List<Api.Answer> answers =
        atOnce(6, i -> (i % 2 == 0 ? api : other).post(LETTERS + "/" + id + "/replay"));
    assertThat(answers).allMatch(answer -> List.of(202, 409, 503).contains(answer.status()));
    Api.Answer last = api.post(LETTERS + "/" + id + "/replay");
    assertThat(last.status()).isIn(202, 409);
    assertThat(api.post(LETTERS + "/" + id + "/replay").status()).isEqualTo(409);

    String header = origin.topic() + "/" + origin.partition() + "/" + origin.offset();
    List<ConsumerRecord<byte[], byte[]>> again =
        broker.all(origin.topic(), record -> header.equals(header(record, TopicHeaders.REPLAY_OF)));
    assertThat(again)
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.partition()).isEqualTo(origin.partition());
              assertThat(record.key()).isEqualTo("key".getBytes(UTF_8));
              assertThat(record.value()).isEqualTo(SECRET.getBytes(UTF_8));
              assertThat(header(record, "own")).isEqualTo("kept");
              assertThat(record.headers().lastHeader(TopicHeaders.ORIGIN)).isNull();
              assertThat(record.headers().lastHeader(TopicHeaders.ERROR_CLASS)).isNull();
              assertThat(record.headers().lastHeader(TopicHeaders.ERROR_STAGE)).isNull();
            });
    assertThat(
            broker.all(
                broker.topics.deadLetters().name(),
                record -> header.equals(header(record, TopicHeaders.REPLAYED))))
        .singleElement()
        .satisfies(
            marker -> {
              assertThat(marker.key()).isNull();
              assertThat(marker.value()).isNull();
            });
    assertThat(letterOf(id).has("replayedAt")).isTrue();
  }

  @Test
  void aDeadLetterOfAnotherTopicOrOfNoneIsNotSent() throws Exception {
    assertThat(api.post(LETTERS + "/test.logs.raw-0-123456/replay").status()).isEqualTo(404);
    assertThat(api.post(LETTERS + "/nonsense/replay").status()).isEqualTo(404);
    String clean = broker.topics.cleanDocuments().name();
    var headers = new RecordHeaders();
    TopicHeaders.put(headers, TopicHeaders.ORIGIN, clean + "/0/0");
    broker.send(
        new ProducerRecord<>(
            broker.topics.deadLetters().name(), 0, null, null, SECRET.getBytes(UTF_8), headers));
    assertThat(api.post(LETTERS + "/" + clean + "-0-0/replay").status()).isEqualTo(409);
    assertThat(broker.all(clean)).isEmpty();
  }

  @Test
  void theLedgerAddsUpAndShowsWhatIsMissing() throws Exception {
    String raw = broker.topics.rawLogs().getFirst().name();
    String clean = broker.topics.cleanOf(raw).name();
    for (int i = 0; i < 5; i++) {
      broker.send(new ProducerRecord<>(raw, 2, null, ("line " + i).getBytes(UTF_8)));
    }
    counts(raw, new SanitizerCounts(103, 2, 0, 1, 100, 3));
    position(clean, new IndexedPosition(98, 97, 1, 0, ""));
    var row = row(raw);
    assertThat(row.at("/accepted").asLong()).isEqualTo(103);
    assertThat(row.at("/indexed").asLong()).isEqualTo(97);
    assertThat(row.at("/quarantined").asLong()).isEqualTo(2);
    assertThat(row.at("/deleted").asLong()).isEqualTo(1);
    assertThat(row.at("/inFlight").asLong()).isEqualTo(3);
    assertThat(row.at("/waiting").asLong()).isEqualTo(2);
    assertThat(row.at("/balanced").asBoolean()).isTrue();
    assertThat(api.get("/api/v1/ledger").body().at("/total/balanced").asBoolean()).isTrue();

    // The indexer goes on from 98 to 100 and has indexed one: one was lost on the way.
    position(clean, new IndexedPosition(100, 98, 1, 0, ""));
    assertThat(row(raw).at("/balanced").asBoolean()).isFalse();
    assertThat(api.get("/api/v1/ledger").body().at("/total/balanced").asBoolean()).isFalse();
    position(clean, new IndexedPosition(100, 99, 1, 0, ""));
    assertThat(row(raw).at("/balanced").asBoolean()).isTrue();
  }

  @Test
  void whatWaitsIsCountedInUploadsAndNotInOffsets() throws Exception {
    long before = waitingDocuments();
    String id = id(api.upload("waits\n".repeat(200_000)));
    assertThat(raw(id)).hasSizeGreaterThan(1);
    id(api.upload("waits too"));
    assertThat(api.delete(DOCUMENTS + "/" + id).status()).isEqualTo(202);
    assertThat(waitingDocuments() - before).isEqualTo(2);
  }

  @Test
  void withoutKafkaNothingIsAcceptedAndTheAnswerSaysWhenToComeBack() throws Exception {
    try (var alone =
        new Api(TestConfig.of("127.0.0.1:1", 3, new DataSize(1 << 20)), broker.topics)) {
      long start = System.nanoTime();
      Api.Answer answer = alone.upload("text " + SECRET);
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.response().headers().firstValue("Retry-After")).hasValue("5");
      assertThat(answer.body().at("/detail").asString()).contains("nothing was taken");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
      List<String> views =
          List.of(DOCUMENTS, DOCUMENTS + "/" + "a".repeat(52), LETTERS, "/api/v1/ledger");
      assertThat(atOnce(views.size(), i -> alone.get(views.get(i))))
          .allMatch(refused -> refused.status() == 503);
    }
  }

  private static long waitingDocuments() throws Exception {
    long waiting = 0;
    for (var row : api.get("/api/v1/ledger").body().at("/topics")) {
      if (row.at("/topic").asString().equals("test.documents.raw")) {
        waiting += row.at("/waiting").asLong();
      }
    }
    return waiting;
  }

  private static tools.jackson.databind.JsonNode row(String topic) throws Exception {
    for (var row : api.get("/api/v1/ledger").body().at("/topics")) {
      if (row.at("/topic").asString().equals(topic) && row.at("/partition").asInt() == 2) {
        return row;
      }
    }
    throw new AssertionError("no row of " + topic);
  }

  private static void counts(String topic, SanitizerCounts counts) throws Exception {
    broker.send(
        new ProducerRecord<>(
            "test.sanitizer-ledger-changelog", (topic + "/2").getBytes(UTF_8), counts.toBytes()));
  }

  private static void position(String clean, IndexedPosition position) throws Exception {
    broker.commit(
        "test.indexer",
        Map.of(new TopicPartition(clean, 2), new OffsetAndMetadata(5, position.toMetadata())));
  }

  private static RecordMetadata letter(String reason, int partition) throws Exception {
    String raw = broker.topics.rawLogs().getFirst().name();
    RecordMetadata origin =
        broker.send(
            new ProducerRecord<>(raw, partition, "key".getBytes(UTF_8), SECRET.getBytes(UTF_8)));
    var headers = new RecordHeaders();
    TopicHeaders.put(headers, "own", "kept");
    TopicHeaders.put(headers, TopicHeaders.ORIGIN, raw + "/" + partition + "/" + origin.offset());
    TopicHeaders.put(headers, TopicHeaders.ERROR_STAGE, "sanitize");
    TopicHeaders.put(headers, TopicHeaders.ERROR_CLASS, reason);
    broker.send(
        new ProducerRecord<>(
            broker.topics.deadLetters().name(),
            0,
            null,
            "key".getBytes(UTF_8),
            SECRET.getBytes(UTF_8),
            headers));
    return origin;
  }

  private static tools.jackson.databind.JsonNode letterOf(String id) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (System.nanoTime() - end < 0) {
      for (var letter : api.get(LETTERS).body().at("/items")) {
        if (letter.at("/id").asString().equals(id)) {
          return letter;
        }
      }
    }
    throw new AssertionError("not listed: " + id);
  }

  private static List<ConsumerRecord<byte[], byte[]>> raw(String id) {
    return broker.all(
        broker.topics.rawDocuments().name(), record -> new String(record.key(), UTF_8).equals(id));
  }

  private static List<DocumentEvent> accepted(String id) {
    return broker
        .all(
            broker.topics.documentEvents().name(),
            record -> new String(record.key(), UTF_8).equals(id + "/accepted"))
        .stream()
        .map(record -> DocumentEvent.fromSanitizedTopic(record.value()))
        .toList();
  }

  private static void event(DocumentEvent event) throws Exception {
    broker.send(
        broker.topics.documentEvents().record(null, event.key(), event, new RecordHeaders()));
  }

  private static String id(Api.Answer answer) {
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(202);
    return answer.body().at("/documentId").asString();
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return String.valueOf(TopicHeaders.text(record.headers(), name));
  }

  private interface Numbered {
    Api.Answer call(int number) throws Exception;
  }

  private static List<Api.Answer> atOnce(int number, Numbered call) throws Exception {
    try (var threads = Executors.newFixedThreadPool(number)) {
      var calls = new ArrayList<Callable<Api.Answer>>();
      for (int i = 0; i < number; i++) {
        int each = i;
        calls.add(() -> call.call(each));
      }
      var answers = new ArrayList<Api.Answer>();
      for (Future<Api.Answer> each : threads.invokeAll(calls)) {
        answers.add(each.get());
      }
      return answers;
    }
  }
}
