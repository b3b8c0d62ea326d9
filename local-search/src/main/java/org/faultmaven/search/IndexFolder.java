package org.faultmaven.search;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.IOUtils;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.record.Health;
import org.jspecify.annotations.Nullable;

/**
 * One Lucene index: opened at the first call, one writer at a time, any number of readers, who see
 * a write whole or not at all. A write that fails takes the index back to its last commit, and the
 * next call opens it anew.
 */
final class IndexFolder implements AutoCloseable {
  /** Where the bytes are: a test's may run out of disk. */
  interface Opener {
    Directory open(Path folder) throws IOException;
  }

  interface Reading<T> {
    T read(IndexSearcher searcher) throws IOException;
  }

  interface Writing {
    /**
     * @param current shows everything written before
     */
    void write(IndexWriter writer, IndexSearcher current) throws IOException;
  }

  private record Opened(Directory directory, IndexWriter writer, SearcherManager searchers) {}

  private static final String FORMAT = "format";

  private final Path path;
  private final Opener opener;
  private final String format;
  private final Supplier<IndexWriterConfig> config;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable Opened opened;
  private volatile boolean closed;

  /**
   * @param format what the documents are like; an index of another format is refused
   */
  IndexFolder(Path path, Opener opener, String format, Supplier<IndexWriterConfig> config) {
    this.path = path;
    this.opener = opener;
    this.format = format;
    this.config = config;
  }

  <T> T read(Reading<T> reading) {
    while (true) {
      Opened index = open();
      try {
        IndexSearcher searcher = index.searchers.acquire();
        try {
          return reading.read(searcher);
        } finally {
          index.searchers.release(searcher);
        }
      } catch (AlreadyClosedException e) {
        // A failed write has discarded this one meanwhile; the next is opened, or says why not.
        if (index.equals(opened)) {
          throw IndexFailure.of(path, e);
        }
      } catch (IOException | RuntimeException e) {
        throw IndexFailure.of(path, e);
      }
    }
  }

  /** Found by reads when it returns; durable only if the writing commits. */
  void write(Writing writing) {
    lock.lock();
    try {
      Opened index = open();
      try {
        IndexSearcher current = index.searchers.acquire();
        try {
          writing.write(index.writer, current);
        } finally {
          index.searchers.release(current);
        }
        index.searchers.maybeRefreshBlocking();
      } catch (IOException | RuntimeException e) {
        discard(index, e);
        throw IndexFailure.of(path, e);
      }
    } finally {
      lock.unlock();
    }
  }

  /** The notes that went with the last commit. */
  Map<String, String> committedNotes() {
    lock.lock();
    try {
      Map<String, String> notes =
          new HashMap<>(SegmentInfos.readLatestCommit(open().directory).getUserData());
      notes.remove(FORMAT);
      return notes;
    } catch (IOException e) {
      throw IndexFailure.of(path, e);
    } finally {
      lock.unlock();
    }
  }

  /** Puts notes, over the ones there are, to go with the writer's next commit. */
  static void addNotes(IndexWriter writer, Map<String, String> notes) {
    var all = new HashMap<String, String>();
    writer.getLiveCommitData().forEach(note -> all.put(note.getKey(), note.getValue()));
    all.putAll(notes);
    writer.setLiveCommitData(all.entrySet());
  }

  private Opened open() {
    Opened index = opened;
    if (index != null && index.writer.isOpen()) {
      return index;
    }
    lock.lock();
    try {
      if (closed) {
        throw new BackendException("the index in " + path + " is closed", false);
      }
      index = opened;
      if (index != null && !index.writer.isOpen()) {
        // An error in a background merge has closed the writer.
        discard(index, new IOException("the writer is closed"));
        index = null;
      }
      if (index == null) {
        index = openAnew();
        opened = index;
      }
      return index;
    } catch (IOException | RuntimeException e) {
      throw IndexFailure.of(path, e);
    } finally {
      lock.unlock();
    }
  }

  private Opened openAnew() throws IOException {
    Files.createDirectories(path);
    Directory directory = opener.open(path);
    try {
      boolean isNew = !DirectoryReader.indexExists(directory);
      if (!isNew) {
        checkFormat(directory);
      }
      var writer = new IndexWriter(directory, config.get());
      try {
        if (isNew) {
          addNotes(writer, Map.of(FORMAT, format));
          writer.commit();
        }
        return new Opened(directory, writer, new SearcherManager(writer, null));
      } catch (IOException | RuntimeException e) {
        suppressing(e, writer::rollback);
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      suppressing(e, directory);
      throw e;
    }
  }

  private void checkFormat(Directory directory) throws IOException {
    String found = SegmentInfos.readLatestCommit(directory).getUserData().get(FORMAT);
    if (!format.equals(found)) {
      throw IndexFailure.otherFormat(path, found == null ? "something else" : found, format);
    }
  }

  /** Back to the last commit; what else goes wrong on the way is added to the failure. */
  private void discard(Opened index, Exception failure) {
    opened = null;
    suppressing(failure, index.searchers);
    suppressing(failure, index.writer::rollback);
    suppressing(failure, index.directory);
  }

  private static void suppressing(Exception failure, Closeable step) {
    try {
      step.close();
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  Health check() {
    long start = System.nanoTime();
    try {
      read(searcher -> searcher.getIndexReader().numDocs());
      return Health.up(Duration.ofNanos(System.nanoTime() - start));
    } catch (BackendException e) {
      return Health.down(
          Duration.ofNanos(System.nanoTime() - start), String.valueOf(e.getMessage()));
    }
  }

  /** Commits and closes. Merges under way are given up: they cost minutes, and come again. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      Opened index = opened;
      if (index == null) {
        return;
      }
      opened = null;
      IOUtils.close(index.writer::commit, index.searchers, index.writer::rollback, index.directory);
    } catch (IOException | RuntimeException e) {
      throw IndexFailure.of(path, e);
    } finally {
      lock.unlock();
    }
  }
}
