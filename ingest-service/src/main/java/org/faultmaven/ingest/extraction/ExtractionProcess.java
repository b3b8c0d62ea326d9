package org.faultmaven.ingest.extraction;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * An extraction process that runs. Asked one document at a time, by one thread at a time; after
 * anything but an answer it is dead.
 */
final class ExtractionProcess implements AutoCloseable {
  /** HotSpot's exit value with {@code ExitOnOutOfMemoryError}. */
  private static final int OUT_OF_MEMORY = 3;

  private static final int BUFFER = 1 << 16;

  private final Process process;
  private final DataOutputStream out;
  private final DataInputStream in;
  private final ScheduledExecutorService timer;
  private volatile boolean ended;

  ExtractionProcess(Process process, ScheduledExecutorService timer) {
    this.process = process;
    this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), BUFFER));
    this.in = new DataInputStream(process.getInputStream());
    this.timer = timer;
  }

  boolean isAlive() {
    return !ended && process.isAlive();
  }

  /**
   * @param timeout after which the process is killed
   * @throws RefusedException when there is no text; CRASHED, TOO_SLOW and TOO_MUCH_MEMORY when the
   *     process did not live to say so
   */
  Extracted extract(ExtractionRequest request, Duration timeout, ExtractionAnswer.Room room)
      throws RefusedException {
    var deadline = new Deadline();
    ScheduledFuture<?> alarm =
        timer.schedule(deadline::pass, timeout.toMillis(), TimeUnit.MILLISECONDS);
    boolean answered = false;
    try {
      request.write(out);
      Extracted extracted = ExtractionAnswer.read(in, request.limit(), room);
      answered = true;
      return extracted;
    } catch (RefusedException e) {
      answered = true;
      throw e;
    } catch (IOException e) {
      // Its message might be anything; how the process ended says what happened.
      throw new RefusedException(deadline.passed ? Refusal.TOO_SLOW : end());
    } finally {
      alarm.cancel(false);
      if (!answered) {
        close();
      }
    }
  }

  private final class Deadline {
    private volatile boolean passed;

    private void pass() {
      passed = true;
      close();
    }
  }

  private Refusal end() {
    try {
      // The pipe breaks a little before the process is gone.
      boolean gone = process.waitFor(5, TimeUnit.SECONDS);
      return gone && process.exitValue() == OUT_OF_MEMORY
          ? Refusal.TOO_MUCH_MEMORY
          : Refusal.CRASHED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Refusal.CRASHED;
    }
  }

  @Override
  public void close() {
    ended = true;
    process.destroyForcibly();
  }
}
