package org.faultmaven.search;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.FilterIndexOutput;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.jspecify.annotations.Nullable;

/**
 * A real directory whose writes fail while {@code failure} is set, on threads whose name contains a
 * part.
 */
final class FailingDirectory extends FilterDirectory {
  static final String DISK_FULL = "No space left on device";

  private final AtomicReference<@Nullable String> failure;

  private final String threads;

  FailingDirectory(Directory in, AtomicReference<@Nullable String> failure, String threads) {
    super(in);
    this.failure = failure;
    this.threads = threads;
  }

  private void failIfSet() throws IOException {
    String message = failure.get();
    if (message != null && Thread.currentThread().getName().contains(threads)) {
      throw new IOException(message);
    }
  }

  @Override
  public IndexOutput createOutput(String name, IOContext context) throws IOException {
    return new Output(in.createOutput(name, context));
  }

  @Override
  public IndexOutput createTempOutput(String prefix, String suffix, IOContext context)
      throws IOException {
    return new Output(in.createTempOutput(prefix, suffix, context));
  }

  private final class Output extends FilterIndexOutput {
    Output(IndexOutput out) {
      super("failing", out.getName(), out);
    }

    @Override
    public void writeByte(byte b) throws IOException {
      failIfSet();
      super.writeByte(b);
    }

    @Override
    public void writeBytes(byte[] bytes, int offset, int length) throws IOException {
      failIfSet();
      super.writeBytes(bytes, offset, length);
    }
  }
}
