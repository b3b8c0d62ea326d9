package org.faultmaven.standalone.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import org.faultmaven.standalone.client.ApiClient;
import org.faultmaven.standalone.client.ApiException;
import org.faultmaven.standalone.send.LogFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Shows what sanitising does to a text. */
@Command(
    name = "sanitize",
    description = {
      "Print a text as it would go on: secrets and personal values masked. Nothing is kept.",
      "The installation at --url does it, with its key and policies, in parts of whole lines."
    },
    mixinStandardHelpOptions = true,
    defaultValueProvider = ClientConfig.class)
final class SanitizeCommand implements Callable<Integer> {
  /** In characters. What stands across two parts (a key in many lines) may be judged otherwise. */
  private static final int PART = 256 << 10;

  @Parameters(paramLabel = "FILE", description = "A text file, .gz too; - is standard input.")
  private String name = "";

  @Option(names = "--policy", paramLabel = "NAME", description = "Policy: logs, documents, ...")
  private @Nullable String policy;

  @Option(
      names = "--explain",
      description =
          "Also print to standard error where, what and by which rule, and not the value.")
  private boolean explain;

  @Mixin private ApiOptions api = new ApiOptions();
  @Mixin private Output output = new Output();

  @Override
  public Integer call() throws Exception {
    try (ApiClient client = api.client();
        InputStream in = open();
        var reader =
            new BufferedReader(
                new InputStreamReader(
                    in,
                    UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)))) {
      long line = 1;
      String part = part(reader);
      while (!part.isEmpty()) {
        sanitize(client, part, line);
        line += part.chars().filter(c -> c == '\n').count();
        part = part(reader);
      }
    } catch (CharacterCodingException e) {
      throw CommandFailure.failed(name + " is not UTF-8 text. Convert it first, with iconv say.");
    }
    output.out().flush();
    return 0;
  }

  private InputStream open() throws CommandFailure {
    if (name.equals("-")) {
      return System.in;
    }
    Path path = Path.of(name);
    if (!Files.isRegularFile(path)) {
      throw CommandFailure.badUsage("there is no file " + name + ".");
    }
    try {
      return new LogFile(path, name).open();
    } catch (IOException e) {
      throw CommandFailure.badUsage(
          name + " can't be read (" + e.getClass().getSimpleName() + ").");
    }
  }

  /** Some whole lines with their ends, empty at the end. */
  private static String part(Reader reader) throws IOException {
    var part = new StringBuilder();
    int c = reader.read();
    while (c >= 0) {
      part.append((char) c);
      if (c == '\n' && part.length() >= PART) {
        return part.toString();
      }
      c = reader.read();
    }
    return part.toString();
  }

  private void sanitize(ApiClient client, String part, long firstLine) throws ApiException {
    var request = new LinkedHashMap<String, Object>();
    request.put("text", part);
    if (policy != null) {
      request.put("policy", policy);
    }
    JsonNode answer = client.post("/api/v1/sanitize", request);
    if (output.json()) {
      output.print(answer);
      return;
    }
    output.out().print(answer.path("text").asString(""));
    if (explain) {
      output.out().flush();
      for (JsonNode span : answer.path("spans")) {
        explain(part, firstLine, span);
      }
    }
  }

  /** Spans count code points, as Presidio does. */
  private void explain(String part, long firstLine, JsonNode span) {
    int start = part.offsetByCodePoints(0, span.path("start").asInt(0));
    int lineStart = part.lastIndexOf('\n', start - 1) + 1;
    int column = part.codePointCount(lineStart, start) + 1;
    int length = span.path("end").asInt(0) - span.path("start").asInt(0);
    output
        .err()
        .printf(
            "line %d, column %d, %d characters: %s, score %s, rule %s%n",
            firstLine + part.substring(0, start).chars().filter(c -> c == '\n').count(),
            column,
            length,
            span.path("type").asString("?"),
            span.path("score").asString("?"),
            span.path("rule").asString("?"));
  }
}
