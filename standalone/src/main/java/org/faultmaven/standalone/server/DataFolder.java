package org.faultmaven.standalone.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import org.faultmaven.contracts.config.Secret;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.runtime.StartException;
import org.jspecify.annotations.Nullable;

/**
 * The folder that one standalone owns: locked while it runs, readable by its user only, holding the
 * key of this installation's pseudonyms.
 */
final class DataFolder implements AutoCloseable {
  /** Less than this free is too little to begin with: a broker that can't write stops at once. */
  private static final long MIN_FREE_BYTES = 512L << 20;

  private final Path path;
  private final FileChannel lockFile;
  private final FileLock lock;

  private DataFolder(Path path, FileChannel lockFile, FileLock lock) {
    this.path = path;
    this.lockFile = lockFile;
    this.lock = lock;
  }

  /**
   * @throws StartException when it can't be used: says what to do
   */
  static DataFolder open(Path path) {
    try {
      Files.createDirectories(path);
      if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
      }
      long free = Files.getFileStore(path).getUsableSpace();
      if (free < MIN_FREE_BYTES) {
        throw new StartException(
            "only %d MiB are free on the disk of %s, and %d MiB are needed. Free some space, or name another folder with --data."
                .formatted(free >> 20, path, MIN_FREE_BYTES >> 20));
      }
      FileChannel lockFile = FileChannel.open(path.resolve("lock"), CREATE, WRITE);
      FileLock lock = tryLock(lockFile);
      if (lock == null) {
        lockFile.close();
        throw new StartException(
            "%s is in use by another ./faultmaven up%s. Stop that one with ./faultmaven down --data %s, or name another folder with --data."
                .formatted(path, pid(path), path));
      }
      Files.writeString(
          path.resolve("faultmaven.pid"),
          ProcessHandle.current().pid() + "\n",
          US_ASCII,
          CREATE,
          WRITE,
          TRUNCATE_EXISTING);
      return new DataFolder(path, lockFile, lock);
    } catch (IOException e) {
      throw new StartException(
          "the folder %s can't be used (%s). Check its rights and the disk, or name another with --data."
              .formatted(path, e));
    }
  }

  private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static String pid(Path path) throws IOException {
    Path file = path.resolve("faultmaven.pid");
    return Files.exists(file) ? " (process " + Files.readString(file, US_ASCII).strip() + ")" : "";
  }

  Path resolve(Path relativeOrAbsolute) {
    return path.resolve(relativeOrAbsolute);
  }

  Path resolve(String name) {
    return path.resolve(name);
  }

  /** This installation's key: made at random the first time, and never shipped. */
  Secret pseudonymKey() {
    Path file = path.resolve("pseudonym.key");
    try {
      if (!Files.exists(file)) {
        var key = new byte[KeyedHash.MIN_KEY_BYTES];
        new SecureRandom().nextBytes(key);
        createPrivately(file, Base64.getEncoder().encodeToString(key));
      }
      return new Secret(Files.readString(file, US_ASCII).strip());
    } catch (IOException e) {
      throw new StartException("the pseudonym key %s can't be read (%s).".formatted(file, e));
    }
  }

  /** Whole or not at all: half a key after a crash would make every pseudonym a new one. */
  private static void createPrivately(Path file, String content) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(draft);
    try {
      if (Files.getFileStore(file.toAbsolutePath().getParent())
          .supportsFileAttributeView("posix")) {
        Files.createFile(
            draft,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, content, US_ASCII);
      } else {
        Files.writeString(draft, content, US_ASCII, CREATE_NEW);
      }
      Files.move(draft, file);
    } catch (FileAlreadyExistsException e) {
      throw new IOException("somebody else is writing " + draft, e);
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(path.resolve("faultmaven.pid"));
    lock.release();
    lockFile.close();
  }
}
