package org.faultmaven.search;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.FilterIndexOutput;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.jspecify.annotations.Nullable;

/** A real directory, with something before each write that may fail it. */
final class FailingDirectory extends FilterDirectory {
  static final String DISK_FULL = "No space left on device";

  interface Hook {
    void beforeWrite() throws IOException;
  }

  private final Hook hook;

  FailingDirectory(Directory in, Hook hook) {
    super(in);
    this.hook = hook;
  }

  /** Fails while there is a message. */
  static Hook whileSet(AtomicReference<@Nullable String> failure) {
    return () -> {
      String message = failure.get();
      if (message != null) {
        throw new IOException(message);
      }
    };
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
      hook.beforeWrite();
      super.writeByte(b);
    }

    @Override
    public void writeBytes(byte[] bytes, int offset, int length) throws IOException {
      hook.beforeWrite();
      super.writeBytes(bytes, offset, length);
    }
  }
}
