package org.faultmaven.standalone.send;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives each file its source: the tail of its path, without what rotation and compression added to
 * the name. The tail has at least two parts ({@code nginx/access.log}), or all parts below the
 * folder that was named, and as many more as it takes, the same number for all, that no two logs
 * among those sent share a source. So {@code /data/kafka0/logs/server.log.2016-12-19-20} is {@code
 * kafka0/logs/server.log} when {@code kafka1}'s is sent along.
 */
final class SourceNames {
  private static final int LEAST_PARTS = 2;

  /**
   * A file with what its name says.
   *
   * @param log the path of the live file it was rotated from
   * @param least how many parts its source has at least
   */
  record Named(Path path, RotatedName rotated, Path log, int least) {
    static Named file(Path path) {
      return of(path, LEAST_PARTS);
    }

    static Named inFolder(Path folder, Path path) {
      return of(path, Math.max(LEAST_PARTS, folder.relativize(path).getNameCount()));
    }

    private static Named of(Path path, int least) {
      Path whole = path.toAbsolutePath().normalize();
      RotatedName rotated = RotatedName.of(whole.getFileName().toString());
      return new Named(path, rotated, whole.resolveSibling(rotated.liveName()), least);
    }

    String tail(int parts) {
      int count = log.getNameCount();
      Path tail = log.subpath(Math.max(0, count - Math.max(parts, least)), count);
      return tail.toString().replace('\\', '/');
    }
  }

  private SourceNames() {}

  /** In the order in which to send them. */
  static List<LogFile> assign(List<Named> files) {
    int parts = LEAST_PARTS;
    int longest = files.stream().mapToInt(file -> file.log().getNameCount()).max().orElse(0);
    while (parts < longest && !distinguishes(files, parts)) {
      parts++;
    }
    var ordered = new ArrayList<>(files);
    int enough = parts;
    ordered.sort(
        Comparator.comparing((Named file) -> file.tail(enough))
            .thenComparing(Named::rotated)
            .thenComparing(file -> file.path().toString()));
    return ordered.stream().map(file -> new LogFile(file.path(), file.tail(enough))).toList();
  }

  private static boolean distinguishes(List<Named> files, int parts) {
    Map<String, Path> logs = new HashMap<>();
    for (Named file : files) {
      Path other = logs.putIfAbsent(file.tail(parts), file.log());
      if (other != null && !other.equals(file.log())) {
        return false;
      }
    }
    return true;
  }
}
