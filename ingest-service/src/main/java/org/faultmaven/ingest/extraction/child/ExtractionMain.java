package org.faultmaven.ingest.extraction.child;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.faultmaven.ingest.extraction.Extracted;
import org.faultmaven.ingest.extraction.ExtractionAnswer;
import org.faultmaven.ingest.extraction.ExtractionRequest;
import org.faultmaven.ingest.extraction.Refusal;
import org.faultmaven.ingest.extraction.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * The extraction process: documents in on standard input, their texts out on standard output, one
 * at a time. Ends when its parent does, whatever it is at.
 */
public final class ExtractionMain {
  /** Documents nest, and some parsers recurse. */
  private static final long STACK = 16L << 20;

  private ExtractionMain() {}

  public static void main(String[] arguments) {
    InputStream in = new FileInputStream(FileDescriptor.in);
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    // What libraries print belongs neither into the answers nor anywhere else.
    var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    System.setOut(nowhere);
    System.setErr(nowhere);
    // Nothing that a document names is fetched.
    URL.setURLStreamHandlerFactory(new NoFetches());
    int status = serve(in, out);
    // Not exit(): a thread that is in a document may hold what shutdown waits for.
    Runtime.getRuntime().halt(status);
  }

  /**
   * Answers requests until there are no more.
   *
   * @return the exit status
   */
  static int serve(InputStream from, OutputStream to) {
    var in = new DataInputStream(new BufferedInputStream(from));
    var out = new DataOutputStream(new BufferedOutputStream(to));
    // Beside this thread, which reads on: the end of the stream is the end of the parent.
    ExecutorService worker =
        Executors.newSingleThreadExecutor(
            work -> {
              var thread = new Thread(null, work, "extraction", STACK);
              thread.setDaemon(true);
              return thread;
            });
    try {
      for (var request = next(in); request != null; request = next(in)) {
        ExtractionRequest each = request;
        worker.execute(() -> answer(each, out));
      }
      return 0;
    } catch (IOException e) {
      return 1;
    } finally {
      worker.shutdown();
    }
  }

  private static @Nullable ExtractionRequest next(DataInputStream in) throws IOException {
    return ExtractionRequest.read(in);
  }

  private static void answer(ExtractionRequest request, DataOutputStream out) {
    try {
      try {
        Extracted extracted = new DocumentReader(request).read();
        ExtractionAnswer.write(out, extracted);
      } catch (RefusedException e) {
        ExtractionAnswer.write(out, e.refusal());
      } catch (RuntimeException | LinkageError | StackOverflowError e) {
        // Parsers throw anything on files that are not what they seem.
        ExtractionAnswer.write(out, Refusal.DAMAGED);
      }
    } catch (IOException e) {
      // Nobody is there to hear; the reading thread comes to the same end.
      return;
    }
  }
}
