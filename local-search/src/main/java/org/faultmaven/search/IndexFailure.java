package org.faultmaven.search;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Locale;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.store.LockObtainFailedException;
import org.faultmaven.contracts.port.BackendException;
import org.jspecify.annotations.Nullable;

/** What went wrong with an index folder, and what to do about it. */
final class IndexFailure {
  private IndexFailure() {}

  /** Lucene's I/O errors name files and never content, so they may stand as the cause. */
  static BackendException of(Path folder, Exception failure) {
    if (failure instanceof BackendException known) {
      return known;
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String remedy = remedy(cause);
      if (remedy != null) {
        return new BackendException(
            "the index in " + folder + " " + remedy, isDiskFull(cause), failure);
      }
    }
    if (failure instanceof IOException || failure instanceof IllegalStateException) {
      // IllegalStateException: Lucene's own, when its writer or reader was closed by an error.
      return new BackendException(
          "the index in "
              + folder
              + " could not be read or written ("
              + failure.getClass().getSimpleName()
              + ")",
          true,
          failure);
    }
    // Without the cause: what is neither may quote the value it choked on.
    return new BackendException(
        "the index in "
            + folder
            + " did not take what it was given ("
            + failure.getClass().getSimpleName()
            + ")",
        false);
  }

  /** An index that holds something else than its owner can read. */
  static BackendException otherFormat(Path folder, String found, String expected) {
    return new BackendException(
        "the index in "
            + folder
            + " was written as "
            + found
            + ", not as "
            + expected
            + "; stop FaultMaven and delete the folder: a replay of the topic `entries` rebuilds"
            + " it",
        false);
  }

  private static @Nullable String remedy(Throwable cause) {
    if (isDiskFull(cause)) {
      return "can't grow: its disk is full; free some space, and it goes on";
    }
    return switch (cause) {
      case LockObtainFailedException _ ->
          "is in use by another process; stop that one, or give this one a folder of its own";
      case CorruptIndexException _,
          IndexFormatTooOldException _,
          IndexFormatTooNewException _,
          EOFException _,
          FileNotFoundException _,
          NoSuchFileException _ ->
          "is damaged; stop FaultMaven and delete the folder: a replay of the topic `entries`"
              + " rebuilds it";
      case AccessDeniedException _, ReadOnlyFileSystemException _ ->
          "can't be written; give FaultMaven's user the right to";
      case FileAlreadyExistsException _, NotDirectoryException _ ->
          "can't be made: a file has that name; move it away, or configure another folder";
      default -> null;
    };
  }

  private static boolean isDiskFull(Throwable cause) {
    // The JDK has no type for it. Texts of Linux and macOS, of Windows, and of a quota.
    String message = cause instanceof IOException ? cause.getMessage() : null;
    if (message == null) {
      return false;
    }
    String text = message.toLowerCase(Locale.ROOT);
    return text.contains("no space left")
        || text.contains("not enough space")
        || text.contains("quota exceeded");
  }
}
