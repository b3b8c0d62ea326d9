package org.faultmaven.standalone.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Links from one page of the repository to another lead somewhere. */
class LinksTest {
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s#]*)(?:#([^)\\s]*))?\\)");
  private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

  @Test
  void everyLinkBetweenPagesIsGood() throws IOException {
    var broken = new ArrayList<String>();
    var followed = new ArrayList<String>();
    for (Path page : pages()) {
      String text = Files.readString(page, UTF_8);
      for (MatchResult link : LINK.matcher(text).results().toList()) {
        if (ELSEWHERE.matcher(link.group(1)).matches()) {
          continue;
        }
        followed.add(link.group());
        Path to = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1)).normalize();
        if (!Files.exists(to) || !hasHeading(to, link.group(2))) {
          broken.add(Deployment.ROOT.relativize(page) + ": " + link.group());
        }
      }
    }

    assertThat(followed).hasSizeGreaterThan(50);
    assertThat(broken).isEmpty();
  }

  private static List<Path> pages() throws IOException {
    var pages = new ArrayList<Path>();
    for (String folder : List.of("docs", "helm", "examples")) {
      try (Stream<Path> files = Files.walk(Deployment.ROOT.resolve(folder))) {
        files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
      }
    }
    pages.add(Deployment.ROOT.resolve("README.md"));
    return pages;
  }

  private static boolean hasHeading(Path page, @Nullable String anchor) throws IOException {
    return anchor == null
        || HEADING
            .matcher(Files.readString(page, UTF_8))
            .results()
            .map(heading -> anchor(heading.group(1)))
            .anyMatch(anchor::equals);
  }

  /** As GitHub makes it of a heading. */
  private static String anchor(String heading) {
    return heading
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .strip()
        .replace(' ', '-');
  }
}
