package org.faultmaven.standalone.send;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.faultmaven.standalone.send.SourceNames.Named;

/**
 * Which files are meant by names of files, folders and globs, in the order in which to send them:
 * by source, and of one source the oldest first.
 *
 * @param files each once
 * @param skipped what a folder held that is no log, with the reason
 */
public record Selection(List<LogFile> files, List<String> skipped) {
  private static final int SNIFFED_BYTES = 8 << 10;
  private static final List<String> OTHER_COMPRESSION = List.of(".bz2", ".xz", ".zst", ".zip");

  public Selection {
    files = List.copyOf(files);
    skipped = List.copyOf(skipped);
  }

  /**
   * @param names a file, a folder (all files below it but hidden ones and such as are no text), or
   *     a glob that no shell expanded
   * @throws SelectionException when a name means no file that can be read
   */
  public static Selection of(List<String> names) throws SelectionException {
    var search = new Search();
    for (String name : names) {
      search.add(name);
    }
    return new Selection(SourceNames.assign(List.copyOf(search.found.values())), search.skipped);
  }

  /** Bytes of all files as they are on the disk. */
  public long bytes() {
    return files.stream().mapToLong(file -> file.path().toFile().length()).sum();
  }

  /** What was found so far. */
  private static final class Search {
    /** By real path: a file is sent once however often it is named. */
    private final Map<Path, Named> found = new LinkedHashMap<>();

    private final List<String> skipped = new ArrayList<>();

    void add(String name) throws SelectionException {
      try {
        Path path = Path.of(name);
        if (Files.isDirectory(path)) {
          folder(path);
        } else if (Files.exists(path)) {
          file(path);
        } else if (name.matches(".*[*?\\[{].*")) {
          glob(name);
        } else {
          throw new SelectionException("there is no file " + name + ".");
        }
      } catch (IOException | InvalidPathException e) {
        throw new SelectionException(
            name + " can't be read (" + e.getClass().getSimpleName() + ").", e);
      }
    }

    private void file(Path path) throws IOException, SelectionException {
      if (!Files.isReadable(path)) {
        throw new SelectionException(path + " can't be read: check its rights.");
      }
      if (compressedOtherwise(path)) {
        throw new SelectionException(
            path + " is compressed in another way than gzip. Decompress it, and send it by -.");
      }
      found.putIfAbsent(path.toRealPath(), Named.file(path));
    }

    private void folder(Path folder) throws IOException, SelectionException {
      List<Path> files =
          filesBelow(folder).stream().filter(path -> !hidden(folder.relativize(path))).toList();
      for (Path path : files) {
        inFolder(folder, path);
      }
      if (files.isEmpty()) {
        throw new SelectionException("there is no file in " + folder + ".");
      }
    }

    private void inFolder(Path folder, Path path) throws IOException {
      if (!Files.isReadable(path)) {
        skipped.add(path + ": it can't be read, check its rights");
      } else if (compressedOtherwise(path)) {
        skipped.add(path + ": compressed in another way than gzip");
      } else if (!compressedByGzip(path) && holdsNul(path)) {
        skipped.add(path + ": not text");
      } else {
        found.putIfAbsent(path.toRealPath(), Named.inFolder(folder, path));
      }
    }

    private void glob(String glob) throws IOException, SelectionException {
      int wild = glob.replaceAll("[*?\\[{].*", "").lastIndexOf('/');
      Path begin = Path.of(wild < 0 ? "." : glob.substring(0, wild + 1));
      PathMatcher matcher =
          FileSystems.getDefault().getPathMatcher("glob:" + (wild < 0 ? "./" + glob : glob));
      List<Path> files =
          Files.isDirectory(begin)
              ? filesBelow(begin).stream().filter(matcher::matches).toList()
              : List.of();
      for (Path path : files) {
        file(path);
      }
      if (files.isEmpty()) {
        throw new SelectionException("no file fits " + glob + ".");
      }
    }

    /** Sorted. What can't be entered is noted and passed over. */
    private List<Path> filesBelow(Path folder) throws IOException {
      var files = new ArrayList<Path>();
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
              // A link to a file is one.
              if (Files.isRegularFile(path)) {
                files.add(path);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path path, IOException e) {
              skipped.add(path + ": it can't be read, check its rights");
              return FileVisitResult.CONTINUE;
            }
          });
      files.sort(null);
      return files;
    }

    private static boolean hidden(Path relative) {
      for (Path part : relative) {
        if (part.toString().startsWith(".")) {
          return true;
        }
      }
      return false;
    }

    private static boolean compressedByGzip(Path path) {
      return path.toString().endsWith(".gz");
    }

    private static boolean compressedOtherwise(Path path) {
      String name = path.toString().toLowerCase(Locale.ROOT);
      return OTHER_COMPRESSION.stream().anyMatch(name::endsWith);
    }

    /** As grep judges what is binary. */
    private static boolean holdsNul(Path path) throws IOException {
      try (InputStream in = Files.newInputStream(path)) {
        for (byte b : in.readNBytes(SNIFFED_BYTES)) {
          if (b == 0) {
            return true;
          }
        }
        return false;
      }
    }
  }
}
