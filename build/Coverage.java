import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Prints the coverage of each package of each module, from the merged report of JaCoCo, and ends with status 1 when
 * one is below the mark: {@code java build/Coverage.java ROOT}. Lines are counted, over all modules' tests together.
 */
final class Coverage {
  private static final int LEAST_PERCENT = 80;
  private static final Path REPORT = Path.of("standalone/target/site/jacoco-aggregate/jacoco.csv");

  private record Lines(long missed, long covered) {
    Lines plus(Lines other) {
      return new Lines(missed + other.missed, covered + other.covered);
    }

    double percent() {
      return 100.0 * covered / (missed + covered);
    }

    boolean belowTheMark() {
      return 100 * covered < LEAST_PERCENT * (missed + covered);
    }
  }

  private Coverage() {}

  public static void main(String[] args) throws IOException {
    Path root = Path.of(args[0]);
    Path csv = root.resolve(REPORT);
    if (!Files.exists(csv)) {
      System.out.println("Coverage: no merged report (" + REPORT + "): it is made when all modules are tested.");
      return;
    }
    Map<String, Lines> packages = read(csv);
    var below = new ArrayList<String>();
    System.out.println("Coverage of lines by package, over all tests:");
    packages.forEach(
        (name, lines) -> {
          System.out.printf(Locale.ROOT, "  %5.1f %%  %s%n", lines.percent(), name);
          if (lines.belowTheMark()) {
            below.add(name);
          }
        });
    List<String> absent = modulesWithout(packages, root);
    absent.forEach(module -> System.out.println("  none     " + module + " is not in the report"));
    if (!below.isEmpty() || !absent.isEmpty()) {
      below.forEach(name -> System.out.println("Below " + LEAST_PERCENT + " %: " + name));
      System.exit(1);
    }
  }

  /** By "module package", those without a line that could be covered left out. */
  private static Map<String, Lines> read(Path csv) throws IOException {
    List<String> rows = Files.readAllLines(csv);
    List<String> head = List.of(rows.getFirst().split(","));
    int group = head.indexOf("GROUP");
    int name = head.indexOf("PACKAGE");
    int missed = head.indexOf("LINE_MISSED");
    int covered = head.indexOf("LINE_COVERED");
    var packages = new TreeMap<String, Lines>();
    for (String row : rows.subList(1, rows.size())) {
      String[] cells = row.split(",");
      var lines = new Lines(Long.parseLong(cells[missed]), Long.parseLong(cells[covered]));
      if (lines.missed() + lines.covered() > 0) {
        // The group is "report/module".
        String module = cells[group].substring(cells[group].lastIndexOf('/') + 1);
        packages.merge(module + "  " + cells[name], lines, Lines::plus);
      }
    }
    return packages;
  }

  /** A module that has code and no row: its tests were not run with the agent. */
  private static List<String> modulesWithout(Map<String, Lines> packages, Path root) throws IOException {
    var absent = new ArrayList<String>();
    try (DirectoryStream<Path> modules = Files.newDirectoryStream(root, folder -> Files.isDirectory(folder.resolve("target/classes/org")))) {
      for (Path module : modules) {
        String name = module.getFileName().toString();
        if (packages.keySet().stream().noneMatch(key -> key.startsWith(name + "  "))) {
          absent.add(name);
        }
      }
    }
    return absent;
  }
}
