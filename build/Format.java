import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs google-java-format over every source file: {@code java build/Format.java JAR ARGS...}. A program of its own
 * because the formatter must run on the JDK that knows the source level, which Maven's own JVM need not be.
 */
final class Format {
  private Format() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    var command = new ArrayList<String>(List.of(ProcessHandle.current().info().command().orElse("java"), "-jar"));
    command.addAll(List.of(args));
    int options = command.size();
    try (Stream<Path> files = Files.walk(Path.of(""))) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.toString().contains("target/") && !file.startsWith("build"))
          .map(Path::toString)
          .sorted()
          .forEach(command::add);
    }
    if (command.size() == options) {
      return;
    }
    int status = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (status != 0) {
      System.err.println("Not formatted (the files above). Rewrite them with: ./faultmaven format");
    }
    System.exit(status);
  }
}
