package org.faultmaven.sanitizer.document;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.record.DocumentEvent;
import org.faultmaven.contracts.record.DocumentEvent.Stage;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.record.SanitizerCounts;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.sanitizer.support.FakeSanitizer;
import org.faultmaven.sanitizer.support.Pipeline;
import org.faultmaven.sanitizer.support.Pipeline.Out;
import org.faultmaven.sanitizer.support.TestConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentsTest {
  private static final String MASK = FakeSanitizer.mask("SECRET1");
  private static final String ID = Pipeline.id("a document");
  private static final String A = Pipeline.upload(1);
  private static final String B = Pipeline.upload(2);

  @TempDir Path folder;
  private Pipeline pipeline;

  @BeforeEach
  void open() {
    pipeline = new Pipeline(folder);
  }

  @AfterEach
  void close() {
    pipeline.close();
  }

  @Test
  void aDocumentGoesOnWithAllThatIsSaidOfIt() {
    pipeline.document(
        ID,
        "text with SECRET1",
        "fm.upload",
        A,
        "fm.piece",
        "0",
        "fm.pieces",
        "1",
        "fm.source",
        "wiki SECRET1",
        "fm.title",
        "About SECRET1",
        "fm.occurred-at",
        "2026-01-31T12:00:00+01:00",
        "fm.label.team",
        "db",
        "fm.label.SECRET1",
        "of SECRET1",
        "fm.label.password",
        "open",
        "other",
        "SECRET1",
        "fm.seq",
        "77",
        "fm.deletes",
        "1");

    Out clean = pipeline.cleanDocuments().getFirst();
    assertThat(clean.keyText()).isEqualTo(ID + "/0");
    assertThat(clean.text()).isEqualTo("text with " + MASK);
    assertThat(clean.headerNames())
        .containsExactlyInAnyOrder(
            "fm.upload",
            "fm.piece",
            "fm.pieces",
            "fm.source",
            "fm.title",
            "fm.occurred-at",
            "fm.sent-at",
            "fm.label.team",
            "fm.label." + MASK,
            "fm.label.password",
            "fm.seq",
            "fm.policy",
            "fm.sanitizer",
            "fm.entities",
            "fm.raw-hash");
    assertThat(clean.header("fm.upload")).isEqualTo(A);
    assertThat(clean.header("fm.piece")).isEqualTo("0");
    assertThat(clean.header("fm.pieces")).isEqualTo("1");
    assertThat(clean.header("fm.source")).isEqualTo("wiki " + MASK);
    assertThat(clean.header("fm.title")).isEqualTo("About " + MASK);
    assertThat(clean.header("fm.occurred-at")).isEqualTo("2026-01-31T11:00:00Z");
    assertThat(clean.header("fm.label.team")).isEqualTo("db");
    assertThat(clean.header("fm.label." + MASK)).isEqualTo("of " + MASK);
    assertThat(clean.header("fm.label.password")).isEqualTo(FakeSanitizer.mask("open"));
    assertThat(clean.header("fm.policy")).isEqualTo("documents/3");
    assertThat(clean.header("fm.raw-hash"))
        .isEqualTo(Pipeline.HASH.of("raw", Tenant.DEFAULT, "text with SECRET1"));
    assertThat(clean.header("fm.seq")).isEqualTo("1");

    DocumentEvent event = pipeline.events().getFirst();
    assertThat(pipeline.eventRecords().getFirst().keyText()).isEqualTo(ID + "/sanitized");
    assertThat(event.stage()).isEqualTo(Stage.SANITIZED);
    assertThat(event.upload()).isEqualTo(A);
    assertThat(event.bytes()).isEqualTo(17);
    assertThat(event.title()).hasToString("About " + MASK);
    assertThat(event.source()).hasToString("wiki " + MASK);
    assertThat(event.labels()).hasSize(3).containsKey(text("team"));
    assertThat(event.counts()).isEqualTo(Map.of("SECRET", 5));
    assertThat(pipeline.documentCounts()).isEqualTo(new SanitizerCounts(1, 0, 0, 0, 1, 1));
  }

  private static SanitizedText text(String text) {
    return SanitizedText.fromSanitizedTopic(text.getBytes(UTF_8));
  }

  @Test
  void aSecretThatStraddlesPiecesIsMasked() {
    pipeline.piece(ID, A, 0, 3, "it is SEC");
    pipeline.piece(ID, A, 1, 3, "RET");
    assertThat(pipeline.documentCounts()).isEqualTo(new SanitizerCounts(1, 0, 0, 1, 0, 2));
    assertThat(pipeline.cleanDocuments()).isEmpty();
    assertThat(pipeline.sizeOf("pieces")).isEqualTo(2);

    pipeline.piece(ID, A, 2, 3, "1 there");

    assertThat(pipeline.cleanDocuments())
        .extracting(Out::text)
        .containsExactly("it is " + MASK + " there");
    assertThat(pipeline.documentCounts()).isEqualTo(new SanitizerCounts(1, 0, 0, 0, 1, 3));
    assertThat(pipeline.sizeOf("pieces")).isZero();
  }

  @Test
  void aCodePointMayStraddlePiecesAndTheirOrderDoesNotMatter() {
    byte[] text = "a\u4e2db".getBytes(UTF_8);
    byte[][] pieces = {
      Arrays.copyOfRange(text, 0, 2), Arrays.copyOfRange(text, 2, 3), Arrays.copyOfRange(text, 3, 5)
    };
    for (int piece : new int[] {2, 0, 1}) {
      pipeline.document(
          ID.getBytes(UTF_8),
          pieces[piece],
          Pipeline.headers("fm.upload", A, "fm.piece", "" + piece, "fm.pieces", "3"));
    }

    assertThat(pipeline.cleanDocuments()).extracting(Out::text).containsExactly("a\u4e2db");
  }

  @Test
  void uploadsNeverMixAndPiecesComeTogether() {
    String other = Pipeline.id("another");
    String line = "0123456789abcde\n";
    pipeline.piece(ID, A, 0, 2, line.repeat(20_000));
    pipeline.piece(other, B, 0, 2, "other ");
    pipeline.piece(ID, B, 0, 2, "second ");
    pipeline.piece(ID, A, 1, 2, line.repeat(20_000));
    pipeline.piece(ID, B, 1, 2, "upload");
    pipeline.piece(other, B, 1, 2, "document");

    assertThat(pipeline.cleanDocuments())
        .extracting(Out::keyText, out -> out.header("fm.upload"), out -> out.header("fm.seq"))
        .containsExactly(
            tuple(ID + "/0", A, "1"),
            tuple(ID + "/1", A, "1"),
            // Taken away before the pieces of the upload that is shorter.
            tuple(ID + "/1", B, null),
            tuple(ID + "/0", B, "2"),
            tuple(other + "/0", B, "3"));
    assertThat(pipeline.cleanDocuments().get(2).value()).isNull();
    assertThat(pipeline.cleanDocuments().get(2).headerNames()).doesNotContain("fm.deletes");
    assertThat(pipeline.cleanDocuments().get(0).value()).hasSizeLessThanOrEqualTo(512 * 1024);
    assertThat(pipeline.cleanDocuments().get(0).text() + pipeline.cleanDocuments().get(1).text())
        .isEqualTo(line.repeat(40_000));
    assertThat(pipeline.cleanDocuments().get(0).text()).endsWith("\n");
    assertThat(pipeline.documentCounts()).isEqualTo(new SanitizerCounts(3, 0, 0, 0, 3, 6));
  }

  @Test
  void aRecordOfAForeignProducerIsADocumentOfOnePiece() {
    pipeline.document("runbook SECRET1", "text");
    pipeline.document(null, "a text without key");
    pipeline.document(ID, "{\"password\":\"x\"}");

    List<Out> clean = pipeline.cleanDocuments();
    assertThat(clean.get(0).keyText())
        .isEqualTo(Pipeline.HASH.of("document", Tenant.DEFAULT, "runbook SECRET1") + "/0");
    assertThat(clean.get(0).header("fm.source")).isEqualTo("runbook " + MASK);
    assertThat(clean.get(1).keyText())
        .isEqualTo(Pipeline.HASH.of("document", Tenant.DEFAULT, "a text without key") + "/0");
    assertThat(clean.get(1).header("fm.source")).isEqualTo("faultmaven.documents.raw");
    assertThat(clean.get(2).keyText()).isEqualTo(ID + "/0");
    assertThat(clean.get(2).header("fm.source")).isEqualTo("faultmaven.documents.raw");
    assertThat(clean.get(2).text()).isEqualTo("{\"password\":\"" + FakeSanitizer.mask("x") + "\"}");
    assertThat(clean).extracting(out -> out.header("fm.upload")).doesNotHaveDuplicates();
    assertThat(clean.getFirst().header("fm.upload")).matches("[a-z2-7]{26}");
    assertThat(pipeline.documentCounts().forwarded()).isEqualTo(3);
  }

  @Test
  void anEmptyDocumentIsOneEmptyPiece() {
    pipeline.document("empty", "");

    assertThat(pipeline.cleanDocuments().getFirst().value()).isEmpty();
    assertThat(pipeline.cleanDocuments().getFirst().header("fm.pieces")).isEqualTo("1");
  }

  @Test
  void whatIsNoTimeOrTextDoesNotGoOn() {
    Headers headers = Pipeline.headers("fm.occurred-at", "SECRET9");
    headers.add("fm.title", new byte[] {(byte) 0xff});
    headers.add("fm.label.x", new byte[] {0});
    pipeline.document(ID.getBytes(UTF_8), "text".getBytes(UTF_8), headers);

    assertThat(pipeline.cleanDocuments().getFirst().headerNames())
        .doesNotContain("fm.occurred-at", "fm.title", "fm.label.x");
    assertThat(pipeline.events().getFirst().title()).isNull();
  }

  @Test
  void whatAForeignProducerSendsAsAFileIsPutAside() {
    byte[] pdf = "%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n\u0001\u0002".getBytes(ISO_8859_1);
    byte[] office = "PK\u0003\u0004\u0014\u0000\u0006\u0000".getBytes(ISO_8859_1);
    byte[] image = "\u0089PNG\r\n\u001a\n\u0000\u0000".getBytes(ISO_8859_1);
    for (byte[] file : List.of(pdf, office, image)) {
      pipeline.document("file".getBytes(UTF_8), file, Pipeline.headers());
    }

    assertThat(pipeline.cleanDocuments()).isEmpty();
    assertThat(pipeline.letters())
        .extracting(letter -> letter.header("fm.error.class"))
        .containsOnly("NOT_TEXT")
        .hasSize(3);
    assertThat(pipeline.documentCounts().quarantined()).isEqualTo(3);
  }

  @Test
  void thatATextIsOutlinedGoesOnAndNothingElseInItsPlace() {
    pipeline.document(ID, "# text", "fm.outline", "markdown");
    pipeline.document("other", "text", "fm.outline", "SECRET1");

    assertThat(pipeline.cleanDocuments().get(0).header("fm.outline")).isEqualTo("markdown");
    assertThat(pipeline.cleanDocuments().get(1).headerNames()).doesNotContain("fm.outline");
  }

  @Test
  void oneBadPiecePutsTheWholeDocumentAsideOnce() {
    pipeline.piece(ID, A, 0, 3, "good");
    pipeline.document(
        ID.getBytes(UTF_8),
        new byte[] {'b', (byte) 0xff},
        Pipeline.headers("fm.upload", A, "fm.piece", "1", "fm.pieces", "3", "x", "y"));
    pipeline.piece(ID, A, 2, 3, "good too");

    List<Out> letters = pipeline.letters();
    assertThat(letters)
        .extracting(letter -> letter.header("fm.error.class"))
        .containsExactly("NOT_UTF8", "NOT_UTF8", "NOT_UTF8");
    assertThat(letters)
        .extracting(letter -> letter.header("fm.origin"))
        .containsExactly(
            "faultmaven.documents.raw/0/0",
            "faultmaven.documents.raw/0/1",
            "faultmaven.documents.raw/0/2");
    assertThat(letters.get(1).keyText()).isEqualTo(ID);
    assertThat(letters.get(1).value()).isEqualTo(new byte[] {'b', (byte) 0xff});
    assertThat(letters.get(1).headerNames())
        .containsExactly(
            "fm.upload",
            "fm.piece",
            "fm.pieces",
            "x",
            "fm.origin",
            "fm.error.stage",
            "fm.error.class");
    assertThat(pipeline.documentCounts()).isEqualTo(new SanitizerCounts(1, 1, 0, 0, 0, 3));
    assertThat(pipeline.cleanDocuments()).isEmpty();
    assertThat(pipeline.sizeOf("pieces")).isZero();
    assertThat(pipeline.events()).hasSize(1);
    DocumentEvent event = pipeline.events().getFirst();
    assertThat(event.stage()).isEqualTo(Stage.QUARANTINED);
    assertThat(event.upload()).isEqualTo(A);
    assertThat(event.reason()).startsWith("NOT_UTF8: ").contains("Convert");
  }

  @Test
  void piecesThatDoNotFitTogetherArePutAside() {
    pipeline.piece(ID, A, 0, 2, "of two");
    pipeline.piece(ID, A, 1, 3, "of three");
    assertThat(pipeline.letters()).hasSize(2);

    pipeline.piece(ID, B, 5, 2, "out of range");
    pipeline.piece(Pipeline.id("negative"), B, -1, 2, "out of range");
    pipeline.document(Pipeline.id("no number"), "x", "fm.upload", B, "fm.piece", "one");
    pipeline.document(
        Pipeline.id("no upload"), "x", "fm.upload", "SECRET1", "fm.piece", "0", "fm.pieces", "2");
    pipeline.document(Pipeline.id("no upload"), "x", "fm.piece", "0", "fm.pieces", "1");
    pipeline.piece(Pipeline.id("twice"), B, 0, 2, "one");
    pipeline.piece(Pipeline.id("twice"), B, 0, 2, "another");

    assertThat(pipeline.letters()).hasSize(9);
    assertThat(pipeline.letters())
        .extracting(letter -> letter.header("fm.error.class"))
        .containsOnly("INCOMPLETE");
    assertThat(pipeline.documentCounts()).isEqualTo(new SanitizerCounts(7, 7, 0, 0, 0, 9));
    assertThat(pipeline.events()).hasSize(7);
    assertThat(pipeline.cleanDocuments()).isEmpty();
    assertThat(pipeline.sizeOf("pieces")).isZero();
  }

  @Test
  void laterPiecesFollowTheirDocumentToTheDeadLetters() {
    pipeline.piece(ID, A, 0, 3, "a");
    pipeline.piece(ID, A, 3, 3, "out of range");
    pipeline.piece(ID, A, 1, 3, "b");
    pipeline.piece(ID, A, 2, 3, "c");

    assertThat(pipeline.letters()).hasSize(4);
    assertThat(pipeline.documentCounts()).isEqualTo(new SanitizerCounts(1, 1, 0, 0, 0, 4));
    assertThat(pipeline.events()).hasSize(1);
  }

  @Test
  void aPieceSentTwiceCountsOnce() {
    pipeline.piece(ID, A, 0, 2, "one ");
    pipeline.piece(ID, A, 0, 2, "one ");
    pipeline.piece(ID, A, 1, 2, "two");
    pipeline.piece(ID, A, 1, 2, "two");

    assertThat(pipeline.cleanDocuments()).extracting(Out::text).containsExactly("one two");
    assertThat(pipeline.documentCounts()).isEqualTo(new SanitizerCounts(1, 0, 0, 0, 1, 4));
    assertThat(pipeline.sizeOf("pieces")).isZero();
  }

  @Test
  void aTombstoneTakesBackWhatWentOn() {
    String line = "0123456789abcde\n";
    pipeline.piece(ID, A, 0, 1, "short");
    pipeline.piece(ID, B, 0, 1, line.repeat(40_000));
    pipeline.document(ID, null, "fm.upload", B);

    List<Out> tombstones = pipeline.cleanDocuments().subList(3, 5);
    assertThat(tombstones).extracting(Out::keyText).containsExactly(ID + "/0", ID + "/1");
    assertThat(tombstones).extracting(Out::value).containsOnlyNulls();
    assertThat(tombstones).extracting(out -> out.header("fm.deletes")).containsExactly(null, "2");
    assertThat(tombstones).extracting(out -> out.header("fm.upload")).containsOnly(B);
    assertThat(tombstones).extracting(out -> out.header("fm.seq")).containsOnlyNulls();
    assertThat(pipeline.documentCounts())
        .as("the indexer counts what it deletes")
        .isEqualTo(new SanitizerCounts(2, 0, 0, 0, 2, 3));
    assertThat(pipeline.events()).extracting(DocumentEvent::stage).containsOnly(Stage.SANITIZED);
    assertThat(pipeline.sizeOf("documents")).isZero();
  }

  @Test
  void afterADeletionItIsANewAcceptance() {
    pipeline.piece(ID, A, 0, 1, "one");
    pipeline.document(ID, null);
    pipeline.piece(ID, B, 0, 1, "one");
    pipeline.document(ID, null);

    assertThat(pipeline.cleanDocuments())
        .extracting(out -> out.header("fm.deletes"))
        .containsExactly(null, "1", null, "1");
    assertThat(pipeline.documentCounts()).isEqualTo(new SanitizerCounts(2, 0, 0, 0, 2, 4));
  }

  @Test
  void aTombstoneOfWhatIsUnknownChangesNothing() {
    pipeline.document(ID, null);
    pipeline.document("never seen", null);

    assertThat(pipeline.documentCounts()).isEqualTo(new SanitizerCounts(0, 0, 0, 0, 0, 2));
    assertThat(pipeline.sanitized()).isEmpty();
    assertThat(pipeline.letters()).isEmpty();
  }

  @Test
  void aTombstoneByAForeignKeyFindsItsDocument() {
    pipeline.document("runbook", "text");
    pipeline.document("runbook", null);

    assertThat(pipeline.cleanDocuments()).hasSize(2);
    assertThat(pipeline.cleanDocuments().getLast().header("fm.deletes")).isEqualTo("1");
  }

  @Test
  void aTombstoneDropsWhatIsHeldAndWhatIsStillToCome() {
    pipeline.piece(ID, A, 0, 3, "a");
    pipeline.document(ID, null);
    assertThat(pipeline.documentCounts()).isEqualTo(new SanitizerCounts(1, 0, 1, 0, 0, 2));
    assertThat(pipeline.sizeOf("pieces")).isZero();
    assertThat(pipeline.events()).extracting(DocumentEvent::stage).containsExactly(Stage.DELETED);
    assertThat(pipeline.events().getFirst().upload()).isEqualTo(A);

    pipeline.piece(ID, A, 1, 3, "b");
    pipeline.document(ID, null);
    pipeline.piece(ID, A, 2, 3, "c");

    assertThat(pipeline.documentCounts()).isEqualTo(new SanitizerCounts(1, 0, 1, 0, 0, 5));
    assertThat(pipeline.events()).hasSize(1);
    assertThat(pipeline.letters()).isEmpty();
    assertThat(pipeline.sizeOf("documents")).isZero();
  }

  @Test
  void aTombstoneMovesWhatIsQuarantinedToDeleted() {
    pipeline.piece(ID, A, 0, 1, "POISON");
    pipeline.document(ID, null);

    assertThat(pipeline.documentCounts()).isEqualTo(new SanitizerCounts(1, 0, 1, 0, 0, 2));
    assertThat(pipeline.events())
        .extracting(DocumentEvent::stage)
        .containsExactly(Stage.QUARANTINED, Stage.DELETED);
    assertThat(pipeline.sizeOf("quarantined")).isZero();

    // The letter is sent again nevertheless: a new record.
    pipeline.replay(pipeline.letters().getFirst());
    assertThat(pipeline.documentCounts()).isEqualTo(new SanitizerCounts(2, 1, 1, 0, 0, 3));
  }

  @Test
  void lettersOfAnUploadSentAgainAreThatUploadAgain() {
    pipeline.piece(ID, A, 0, 2, "UNJUDGED until mended ");
    pipeline.piece(ID, A, 1, 2, "SECRET1");
    List<Out> letters = List.copyOf(pipeline.letters());
    assertThat(letters).hasSize(2);

    pipeline.replay(letters.get(1));
    assertThat(pipeline.documentCounts()).isEqualTo(new SanitizerCounts(1, 0, 0, 1, 0, 3));
    pipeline.replay(letters.get(0));
    assertThat(pipeline.documentCounts())
        .as("refused once more")
        .isEqualTo(new SanitizerCounts(1, 1, 0, 0, 0, 4));
    assertThat(pipeline.letters()).hasSize(4);
    assertThat(pipeline.sizeOf("quarantined")).isEqualTo(2);

    Out first = pipeline.letters().get(3);
    assertThat(first.text()).startsWith("UNJUDGED");
    pipeline.replay(new Out(first.key(), "mended ".getBytes(UTF_8), first.headers()));
    pipeline.replay(pipeline.letters().get(2));

    assertThat(pipeline.cleanDocuments()).extracting(Out::text).containsExactly("mended " + MASK);
    assertThat(pipeline.documentCounts()).isEqualTo(new SanitizerCounts(1, 0, 0, 0, 1, 6));
    assertThat(pipeline.sizeOf("quarantined")).isZero();
    assertThat(pipeline.sizeOf("pieces")).isZero();
    assertThat(pipeline.events().getLast().stage()).isEqualTo(Stage.SANITIZED);
    assertThat(pipeline.events().getLast().upload()).isEqualTo(A);
  }

  @Test
  void aForeignDocumentSentAgainKeepsItsUpload() {
    pipeline.document("runbook", "POISON");
    Out letter = pipeline.letters().getFirst();
    pipeline.replay(new Out(letter.key(), "mended".getBytes(UTF_8), letter.headers()));

    assertThat(pipeline.documentCounts()).isEqualTo(new SanitizerCounts(1, 0, 0, 0, 1, 2));
    assertThat(pipeline.events()).extracting(DocumentEvent::upload).hasSize(2);
    assertThat(pipeline.events().get(1).upload()).isEqualTo(pipeline.events().get(0).upload());
  }

  @Test
  void aLetterOfAnotherDocumentIsNoReplay() {
    pipeline.piece(ID, A, 0, 1, "POISON");
    pipeline.document("another", "text", "fm.replay-of", "faultmaven.documents.raw/0/0");
    pipeline.document(
        null, (byte[]) null, Pipeline.headers("fm.replay-of", pipeline.rawDocuments + "/0/0"));
    pipeline.document(ID, null);

    assertThat(pipeline.documentCounts()).isEqualTo(new SanitizerCounts(3, 1, 1, 0, 1, 4));
  }

  @Test
  void rubbishUnderOneKeyIsRememberedToALimitOnlyAndStaysBalanced() {
    for (int i = 0; i < DocumentState.MAX_ASIDE + 20; i++) {
      pipeline.document("rubbish", "POISON " + i);
    }
    Out oldest = pipeline.letters().getFirst();
    pipeline.replay(new Out(oldest.key(), "mended".getBytes(UTF_8), oldest.headers()));
    assertThat(pipeline.documentCounts()).isEqualTo(new SanitizerCounts(120, 119, 0, 0, 1, 121));

    pipeline.document("rubbish", null);

    assertThat(pipeline.documentCounts()).isEqualTo(new SanitizerCounts(120, 19, 100, 0, 1, 122));
  }

  @Test
  void whatIsSaidOfADocumentIsShortenedOnceItIsMasked() {
    String title = "SECRET1 ".repeat(10_000);
    Headers headers = Pipeline.headers("fm.title", title, "fm.source", title);
    for (int i = 0; i < 100; i++) {
      headers.add("fm.label.n" + i, title.getBytes(UTF_8));
    }
    pipeline.document(ID.getBytes(UTF_8), "text".getBytes(UTF_8), headers);

    Out clean = pipeline.cleanDocuments().getFirst();
    assertThat(clean.header("fm.title")).startsWith(MASK).hasSizeBetween(1_900, 2_048);
    assertThat(clean.headerNames().stream().filter(name -> name.startsWith("fm.label.")))
        .hasSize(64);
    assertThat(pipeline.eventRecords().getFirst().value()).hasSizeLessThan(200_000);
    assertThat(clean.everything()).doesNotContainPattern("SECRET\\d");
  }

  @Test
  void neitherKeyNorValueIsNothing() {
    pipeline.document(null, (String) null);
    pipeline.replay(pipeline.letters().getFirst());

    assertThat(pipeline.letters())
        .extracting(letter -> letter.header("fm.error.class"))
        .containsExactly("NO_VALUE", "NO_VALUE");
    assertThat(pipeline.documentCounts()).isEqualTo(new SanitizerCounts(1, 1, 0, 0, 0, 2));
    assertThat(pipeline.sizeOf("quarantined")).isEqualTo(1);
  }

  @Test
  void whatIsHeldTooLongIsPutAside() {
    pipeline.piece(ID, A, 0, 2, "lonely");
    pipeline.advance(Duration.ofHours(20));
    pipeline.piece(Pipeline.id("younger"), B, 0, 2, "waits");
    pipeline.advance(Duration.ofHours(5));

    assertThat(pipeline.letters())
        .extracting(Out::text, letter -> letter.header("fm.error.class"))
        .containsExactly(tuple("lonely", "INCOMPLETE"));
    assertThat(pipeline.documentCounts()).isEqualTo(new SanitizerCounts(2, 1, 0, 1, 0, 2));
    assertThat(pipeline.sizeOf("pieces")).isEqualTo(1);

    // Its other half comes at last, then somebody sends the first again.
    pipeline.piece(ID, A, 1, 2, " heart");
    assertThat(pipeline.letters()).hasSize(2);
    List.copyOf(pipeline.letters()).forEach(pipeline::replay);
    assertThat(pipeline.cleanDocuments()).extracting(Out::text).containsExactly("lonely heart");
    assertThat(pipeline.documentCounts()).isEqualTo(new SanitizerCounts(2, 0, 0, 1, 1, 5));
  }

  @Test
  void whatIsHeldOutlivesTheInstance(@TempDir Path elsewhere) {
    pipeline.piece(ID, A, 0, 2, "it is SEC");
    pipeline.piece(Pipeline.id("bad"), B, 0, 1, "POISON");
    try (var next = new Pipeline(elsewhere)) {
      next.restore(pipeline);
      next.piece(ID, A, 1, 2, "RET1");

      assertThat(next.cleanDocuments()).extracting(Out::text).containsExactly("it is " + MASK);
      Pipeline.assertBalanced(next.documentCounts());
      assertThat(next.documentCounts().forwarded()).isEqualTo(1);
      assertThat(next.documentCounts().quarantined()).isEqualTo(1);
    }
  }

  @Test
  void whileTheSanitiserIsAwayTheDocumentIsHeld() {
    pipeline.piece(ID, A, 0, 2, "a");
    pipeline.sanitizer.away = true;

    assertThatThrownBy(() -> pipeline.piece(ID, A, 1, 2, "SECRET1"))
        .hasRootCauseInstanceOf(BackendException.class);

    assertThat(pipeline.documentCounts()).isEqualTo(new SanitizerCounts(1, 0, 0, 1, 0, 1));
    assertThat(pipeline.letters()).isEmpty();
    assertThat(pipeline.sanitized()).isEmpty();
  }

  @Test
  void aPieceTooLargeToBeHeldIsPutAside() {
    pipeline.close();
    pipeline =
        new Pipeline(
            TestConfig.of(
                folder, Map.of("kafka.max-message", "1MiB", "sanitizer.max-record", "1MiB")));
    pipeline.piece(ID, A, 0, 2, "x".repeat((1 << 20) + 1));
    pipeline.piece(Pipeline.id("one piece"), B, 0, 1, "line\n".repeat(300_000));

    assertThat(pipeline.letters())
        .extracting(letter -> letter.header("fm.error.class"))
        .containsExactly("TOO_LARGE");
    assertThat(pipeline.cleanDocuments()).hasSize(3);
    assertThat(pipeline.documentCounts()).isEqualTo(new SanitizerCounts(2, 1, 0, 0, 1, 2));
  }
}
