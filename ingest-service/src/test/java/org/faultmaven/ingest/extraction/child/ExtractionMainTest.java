package org.faultmaven.ingest.extraction.child;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.URI;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.faultmaven.ingest.extraction.DocumentFormat;
import org.faultmaven.ingest.extraction.ExtractionAnswer;
import org.faultmaven.ingest.extraction.ExtractionRequest;
import org.faultmaven.ingest.extraction.Refusal;
import org.faultmaven.ingest.extraction.RefusedException;
import org.faultmaven.ingest.extraction.SampleDocuments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The protocol, without a process. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ExtractionMainTest {
  private static final int LIMIT = 1000;

  @Test
  void documentsAreAnsweredInTheirOrderUntilThereAreNoMore() throws Exception {
    var toChild = new PipedOutputStream();
    var fromChild = new PipedInputStream();
    var childIn = new PipedInputStream(toChild);
    var childOut = new PipedOutputStream(fromChild);
    var serving = new FutureTask<>(() -> ExtractionMain.serve(childIn, childOut));
    Thread.ofPlatform().start(serving);
    var out = new DataOutputStream(toChild);
    var in = new DataInputStream(fromChild);

    request("<html><h1>One</h1><p>two".getBytes(UTF_8), DocumentFormat.HTML).write(out);
    assertThat(new String(ExtractionAnswer.read(in, LIMIT, bytes -> {}).text(), UTF_8))
        .startsWith("# One\n\ntwo\n");
    request("no gzip".getBytes(UTF_8), DocumentFormat.GZIP).write(out);
    RefusedException refused =
        catchThrowableOfType(
            RefusedException.class, () -> ExtractionAnswer.read(in, LIMIT, bytes -> {}));
    assertThat(refused.refusal()).isEqualTo(Refusal.DAMAGED);
    request(SampleDocuments.gzip("plain".getBytes(UTF_8)), DocumentFormat.GZIP).write(out);
    assertThat(ExtractionAnswer.read(in, LIMIT, bytes -> {}).outlined()).isFalse();
    out.close();

    assertThat(serving.get()).isZero();
  }

  @Test
  void aStreamThatEndsInsideARequestIsAnError() throws Exception {
    var whole = new ByteArrayOutputStream();
    request(new byte[100], DocumentFormat.PDF).write(new DataOutputStream(whole));
    var half = new ByteArrayInputStream(whole.toByteArray(), 0, 50);
    assertThat(ExtractionMain.serve(half, new ByteArrayOutputStream())).isEqualTo(1);
  }

  @Test
  void whatIsNoAnswerIsNotBelieved() {
    for (byte[] garbage :
        new byte[][] {{7}, {0, 127, 0, 0, 0}, {0, -1, 0, 0, 0}, {2, 0, 1, 'x'}, {}}) {
      assertThatThrownBy(
              () ->
                  ExtractionAnswer.read(
                      new DataInputStream(new ByteArrayInputStream(garbage)),
                      LIMIT,
                      bytes -> {
                        throw new AssertionError("no memory is taken");
                      }))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void onlyTheProcessesOwnClassesAreOpened() throws Exception {
    var fetches = new NoFetches();
    assertThat(fetches.createURLStreamHandler("jar")).isNull();
    for (String protocol : new String[] {"http", "https", "ftp"}) {
      var handler = fetches.createURLStreamHandler(protocol);
      var url = java.net.URL.of(URI.create(protocol + "://localhost/x"), handler);
      assertThatThrownBy(url::openStream).isInstanceOf(IOException.class);
    }
  }

  private static ExtractionRequest request(byte[] document, DocumentFormat format) {
    return new ExtractionRequest(format, "", "", LIMIT, document);
  }
}
