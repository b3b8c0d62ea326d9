package org.faultmaven.standalone.observability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The names of meters that stand in the sources, so that none escapes that nobody came across. */
final class MeterNames {
  /** But not what is said of a span. */
  private static final Pattern NAME =
      Pattern.compile("(?<!\\.id\\(|\\.number\\(|\\.word\\()\"(faultmaven(?:\\.[a-z]+)+)\"");

  private MeterNames() {}

  static Set<String> inSources() throws IOException {
    var names = new TreeSet<String>();
    try (Stream<Path> modules = Files.list(Path.of(".."))) {
      List<Path> sources =
          modules.map(module -> module.resolve("src/main/java")).filter(Files::exists).toList();
      for (Path root : sources) {
        try (Stream<Path> files = Files.walk(root)) {
          for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
            String source = Files.readString(file);
            if (source.contains("io.micrometer")) {
              NAME.matcher(source).results().forEach(found -> names.add(found.group(1)));
            }
          }
        }
      }
    }
    return names;
  }
}
