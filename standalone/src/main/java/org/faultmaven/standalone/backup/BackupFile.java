package org.faultmaven.standalone.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A backup: JSON lines, compressed by gzip. The first says what it is, the last how many records it
 * has, so that half a file is told from a whole one.
 */
final class BackupFile {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int FORMAT = 1;
  private static final String KIND = "faultmaven-backup";

  /**
   * The first line.
   *
   * @param kind that it is a backup
   */
  private record Head(String kind, int format, Instant begunAt) {}

  /** The last line. */
  private record Tail(long records) {}

  /** Is handed the records of a backup, in order. */
  interface Each {
    void record(SavedRecord record);
  }

  private BackupFile() {}

  /** Writes one, beside its name until it is whole. */
  static final class Writer implements AutoCloseable {
    private final Path path;
    private final Path part;
    private final BufferedWriter to;
    private long records;

    /**
     * @throws FileAlreadyExistsException when there is such a file
     */
    Writer(Path path) throws IOException {
      if (Files.exists(path)) {
        throw new FileAlreadyExistsException(path.toString());
      }
      this.path = path;
      this.part = path.resolveSibling(path.getFileName() + ".part");
      this.to =
          new BufferedWriter(
              new OutputStreamWriter(
                  new GZIPOutputStream(
                      Files.newOutputStream(ownersAlone(part), StandardOpenOption.WRITE), 1 << 16),
                  UTF_8));
      line(new Head(KIND, FORMAT, Instant.now()));
    }

    /** An empty file that nobody else may read, where the file system has such rights. */
    private static Path ownersAlone(Path file) throws IOException {
      Files.deleteIfExists(file);
      return file.getFileSystem().supportedFileAttributeViews().contains("posix")
          ? Files.createFile(
              file,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
          : Files.createFile(file);
    }

    private void line(Object value) throws IOException {
      to.write(JSON.writeValueAsString(value));
      to.write('\n');
    }

    void add(SavedRecord record) throws IOException {
      line(record);
      records++;
    }

    long records() {
      return records;
    }

    /** Ends it, and gives it its name. */
    void finish() throws IOException {
      line(new Tail(records));
      to.close();
      Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
    }

    /** What is not finished is gone. */
    @Override
    public void close() throws IOException {
      to.close();
      Files.deleteIfExists(part);
    }
  }

  /**
   * Reads a backup.
   *
   * @return how many records it has
   * @throws IOException when it is none, of a later format, or not whole: its message says so
   */
  static long read(Path path, Each each) throws IOException {
    try (var from =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(path), 1 << 16), UTF_8))) {
      checkHead(path, from.readLine());
      long records = 0;
      for (String line = from.readLine(); line != null; line = from.readLine()) {
        JsonNode json = JSON.readTree(line);
        if (json.has("records")) {
          if (json.path("records").asLong() != records) {
            break;
          }
          return records;
        }
        each.record(JSON.treeToValue(json, SavedRecord.class));
        records++;
      }
    } catch (EOFException e) {
      throw notWhole(path);
    } catch (JacksonException e) {
      // Without the cause: Jackson's messages quote the text.
      throw new IOException(path + " is no backup, or is damaged");
    }
    throw notWhole(path);
  }

  private static IOException notWhole(Path path) {
    return new IOException(path + " is not whole: its end is missing");
  }

  private static void checkHead(Path path, String line) throws IOException {
    JsonNode head = line == null ? JSON.nullNode() : JSON.readTree(line);
    if (!KIND.equals(head.path("kind").asString(""))) {
      throw new IOException(path + " is no backup");
    }
    int format = head.path("format").asInt(0);
    if (format != FORMAT) {
      throw new IOException(
          "%s has format %d, and this version reads %d: use the version that wrote it"
              .formatted(path, format, FORMAT));
    }
  }
}
