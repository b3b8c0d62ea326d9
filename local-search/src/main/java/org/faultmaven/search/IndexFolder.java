package org.faultmaven.search;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
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

  private final Path path;
  private final Opener opener;
  private final String format;
  private final Predicate<String> replaced;
  private final Supplier<IndexWriterConfig> config;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable OpenIndex opened;
  private volatile boolean closed;
  private boolean undone;

  /**
   * @param format what the documents are like
   * @param replaced other formats whose index is made anew; any further one is refused
   */
  IndexFolder(
      Path path,
      Opener opener,
      String format,
      Predicate<String> replaced,
      Supplier<IndexWriterConfig> config) {
    this.path = path;
    this.opener = opener;
    this.format = format;
    this.replaced = replaced;
    this.config = config;
  }

  <T> T read(Reading<T> reading) {
    while (true) {
      OpenIndex index = open();
      try {
        IndexSearcher searcher = index.searchers().acquire();
        try {
          return reading.read(searcher);
        } finally {
          index.searchers().release(searcher);
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

  /**
   * Found by reads when it returns; durable only if the writing commits.
   *
   * @throws BackendException when it failed, or an error since the last write has undone that one:
   *     the index is as of its last commit
   */
  void write(Writing writing) {
    lock.lock();
    try {
      OpenIndex index = open();
      if (undone) {
        undone = false;
        throw new BackendException(
            "the index in "
                + path
                + " went back to its last commit after an error; go on from there",
            true);
      }
      try {
        IndexSearcher current = index.searchers().acquire();
        try {
          writing.write(index.writer(), current);
        } finally {
          index.searchers().release(current);
        }
        index.searchers().maybeRefreshBlocking();
      } catch (IOException | RuntimeException e) {
        opened = null;
        index.discard(e);
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
      return open().committedNotes();
    } catch (IOException e) {
      throw IndexFailure.of(path, e);
    } finally {
      lock.unlock();
    }
  }

  private OpenIndex open() {
    OpenIndex index = opened;
    if (index != null && index.writer().isOpen()) {
      return index;
    }
    lock.lock();
    try {
      if (closed) {
        throw new BackendException("the index in " + path + " is closed", false);
      }
      index = opened;
      if (index != null && !index.writer().isOpen()) {
        // An error in a background merge has closed the writer, and undone what was not committed.
        undone = true;
        opened = null;
        index.discard(new IOException("the writer is closed"));
        index = null;
      }
      if (index == null) {
        index = OpenIndex.open(path, opener, format, replaced, config);
        opened = index;
      }
      return index;
    } catch (IOException | RuntimeException e) {
      throw IndexFailure.of(path, e);
    } finally {
      lock.unlock();
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

  /** Commits what was written. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      OpenIndex index = opened;
      if (index == null) {
        return;
      }
      opened = null;
      index.commitAndClose();
    } catch (IOException | RuntimeException e) {
      throw IndexFailure.of(path, e);
    } finally {
      lock.unlock();
    }
  }
}
