import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Sums up what the tests of all modules reported: {@code java build/TestSummary.java ROOT SUITE...}, the suites being
 * those that were left out. Prints figures of benchmarks, skipped tests with their reasons, failures, and last one
 * plain line with the totals. Ends with status 1 when a test failed or none ran; with {@code CI=true} also when one
 * was skipped.
 */
final class TestSummary {
  private static final String FIGURE = "[bench] ";

  private int passed;
  private boolean benchmarksSilent;
  private final List<String> failed = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();
  private final List<String> figures = new ArrayList<>();

  public static void main(String[] args) throws Exception {
    var summary = new TestSummary();
    Path root = Path.of(args[0]);
    PathMatcher report = FileSystems.getDefault().getPathMatcher("glob:**/target/{surefire,failsafe}-reports/*");
    try (Stream<Path> files = Files.walk(root, 4)) {
      for (Path file : files.filter(report::matches).sorted().toList()) {
        summary.read(file);
      }
    }
    summary.print(Arrays.asList(args).subList(1, args.length));
    System.exit(summary.good() ? 0 : 1);
  }

  private void read(Path file) throws Exception {
    String name = file.getFileName().toString();
    if (name.startsWith("TEST-") && name.endsWith(".xml")) {
      tests(file);
    } else if (name.endsWith("-output.txt")) {
      figures(file);
    }
  }

  private void tests(Path xml) throws Exception {
    DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    NodeList cases = builder.parse(xml.toFile()).getElementsByTagName("testcase");
    for (int i = 0; i < cases.getLength(); i++) {
      var test = (Element) cases.item(i);
      String name = test.getAttribute("classname").replaceAll(".*\\.", "") + "." + test.getAttribute("name");
      if (has(test, "failure") || has(test, "error")) {
        failed.add(name);
      } else if (has(test, "skipped")) {
        String reason = ((Element) test.getElementsByTagName("skipped").item(0)).getAttribute("message");
        skipped.add(name + ": " + (reason.isBlank() ? "no reason given" : reason.lines().findFirst().orElse("")));
      } else {
        passed++;
      }
    }
  }

  private static boolean has(Element test, String child) {
    return test.getElementsByTagName(child).getLength() > 0;
  }

  private void figures(Path output) throws IOException {
    // Tests print what they like, other encodings too.
    new String(Files.readAllBytes(output), UTF_8)
        .lines()
        .filter(line -> line.startsWith(FIGURE))
        .map(line -> line.substring(FIGURE.length()))
        .forEach(figures::add);
  }

  private void print(List<String> leftOut) {
    section("Figures:", figures);
    section("Failed:", failed);
    section("Skipped:", skipped);
    if (inCi() && !skipped.isEmpty()) {
      System.out.println("With CI=true a skipped test is an error: what it needs has to be there.");
    }
    section("Not run:", leftOut.stream().map(suite -> suite + " (./faultmaven test" + (suite.equals("unit") ? ")" : " --" + suite + ")")).toList());
    benchmarksSilent = leftOut.contains("unit") && !leftOut.contains("bench") && figures.isEmpty();
    if (benchmarksSilent) {
      System.out.println("The benchmarks were asked for, and none printed a figure.");
    }
    if (passed + failed.size() == 0) {
      System.out.println("No test ran.");
    }
    System.out.printf("Tests: %d passed, %d failed, %d skipped%n", passed, failed.size(), skipped.size());
  }

  private static void section(String title, List<String> lines) {
    if (!lines.isEmpty()) {
      System.out.println(title);
      lines.forEach(line -> System.out.println("  " + line));
    }
  }

  private boolean good() {
    return failed.isEmpty() && passed > 0 && !benchmarksSilent && !(inCi() && !skipped.isEmpty());
  }

  private static boolean inCi() {
    return "true".equals(System.getenv("CI"));
  }
}
