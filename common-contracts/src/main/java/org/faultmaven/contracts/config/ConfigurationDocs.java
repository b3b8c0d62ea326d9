package org.faultmaven.contracts.config;

import java.util.List;
import java.util.stream.Collectors;

/** Writes {@code docs/configuration.md} from the records, so that it can't be wrong. */
public final class ConfigurationDocs {
  private static final String HEAD =
      """
      # Configuration

      Generated from the records of `org.faultmaven.contracts.config`; a test compares. With nothing
      configured everything runs on what is embedded, and a backend is used when its address is given.

      A setting can be given by its key in a file or on the command line (`--chromadb.url=...`), or
      by one of its names in the environment; of several names in one place the first in its row wins.
      The command line goes before the environment, the environment before files, and a blank value
      counts as none. `./faultmaven config` prints what is in effect and where it came from. Everything
      that is wrong is reported at once, at the start.

      - **duration**: `500ms`, `10s`, `5m`, `24h`, `7d` or ISO 8601 (`PT10S`); a bare number where the
        row says so.
      - **size**: `512KiB`, `64MiB`, `2GiB`, or a number of bytes.
      - **true or false**: `true`, `1`, `yes`, `on`; `false`, `0`, `no`, `off`.
      - **list**: with commas between; in YAML also a list.
      - **address**: `http://` or `https://`, without user, password, query and fragment.
      - **secret**: printed as `****`, never in a message.
      - `<PROVIDER>` is `llm.provider` in capitals: with `CHAT_PROVIDER=anthropic`, the key is
        `ANTHROPIC_API_KEY`.
      """;

  private ConfigurationDocs() {}

  /** The whole page, in Markdown. */
  public static String markdown() {
    var page = new StringBuilder(HEAD);
    for (SectionSpec section : SectionSpec.all()) {
      page.append("\n## ").append(section.section().value()).append("\n\n");
      page.append(section.section().doc()).append("\n\n");
      page.append("| key | environment | accepted | default | meaning |\n");
      page.append("|---|---|---|---|---|\n");
      section.settings().forEach(setting -> page.append(row(setting)));
    }
    page.append("\n## Rules\n\nWhat must hold besides, or the start is refused:\n\n");
    for (Rule rule : Rule.all()) {
      page.append("- ")
          .append(code(rule.key()))
          .append(' ')
          .append(text(rule.must()))
          .append(".\n");
    }
    return page.toString();
  }

  private static String row(SettingSpec setting) {
    String environment =
        setting.environmentNames(ProviderNames.PLACEHOLDER).stream()
            .map(ConfigurationDocs::code)
            .collect(Collectors.joining(" "));
    String limits = setting.limits().words();
    String accepted = setting.codec().type() + (limits.isEmpty() ? "" : ", " + limits);
    String fallback = setting.setting().defaultValue();
    return List.of(
            code(setting.key()),
            environment,
            text(accepted),
            fallback.isEmpty() ? "" : code(fallback),
            text(setting.setting().doc()))
        .stream()
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static String code(String literal) {
    return "`" + literal + "`";
  }

  /** Markdown takes a bare angle bracket for HTML, and a bar for the next cell. */
  private static String text(String plain) {
    return plain.replace("<", "&lt;").replace("|", "\\|");
  }
}
