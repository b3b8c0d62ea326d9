package org.faultmaven.search;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.IOUtils;

/**
 * A Lucene index that is open, with its writer lock. Notes travel in its commits; one of them names
 * the format of the documents.
 */
record OpenIndex(Directory directory, IndexWriter writer, SearcherManager searchers) {
  private static final String FORMAT = "format";

  /** Makes the index when there is none, or one of a format that is replaced. */
  static OpenIndex open(
      Path path,
      IndexFolder.Opener opener,
      String format,
      Predicate<String> replaced,
      Supplier<IndexWriterConfig> config)
      throws IOException {
    Files.createDirectories(path);
    Directory directory = opener.open(path);
    try {
      boolean isNew = !DirectoryReader.indexExists(directory);
      if (!isNew) {
        String found = format(directory);
        if (!format.equals(found)) {
          if (!replaced.test(found)) {
            throw IndexFailure.otherFormat(path, found, format);
          }
          isNew = true;
        }
      }
      OpenMode mode = isNew ? OpenMode.CREATE : OpenMode.APPEND;
      var writer = new IndexWriter(directory, config.get().setOpenMode(mode));
      try {
        if (isNew) {
          writer.setLiveCommitData(Map.of(FORMAT, format).entrySet());
          writer.commit();
        }
        return new OpenIndex(directory, writer, new SearcherManager(writer, null));
      } catch (IOException | RuntimeException e) {
        suppressing(e, writer::rollback);
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      suppressing(e, directory);
      throw e;
    }
  }

  private static String format(Directory directory) throws IOException {
    String format = SegmentInfos.readLatestCommit(directory).getUserData().get(FORMAT);
    return format == null ? "something else" : format;
  }

  /** Puts notes, over the ones there are, to go with the writer's next commit. */
  static void addNotes(IndexWriter writer, Map<String, String> notes) {
    var all = new HashMap<String, String>();
    writer.getLiveCommitData().forEach(note -> all.put(note.getKey(), note.getValue()));
    all.putAll(notes);
    writer.setLiveCommitData(all.entrySet());
  }

  /** The notes that went with the last commit. */
  Map<String, String> committedNotes() throws IOException {
    Map<String, String> notes =
        new HashMap<>(SegmentInfos.readLatestCommit(directory).getUserData());
    notes.remove(FORMAT);
    return notes;
  }

  /** Back to the last commit; what else goes wrong on the way is added to the failure. */
  void discard(Exception failure) {
    suppressing(failure, searchers);
    suppressing(failure, writer::rollback);
    suppressing(failure, directory);
  }

  /** Gives up merges under way: they cost minutes, and come again. */
  void commitAndClose() throws IOException {
    IOUtils.close(writer::commit, searchers, writer::rollback, directory);
  }

  private static void suppressing(Exception failure, Closeable step) {
    try {
      step.close();
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }
}
