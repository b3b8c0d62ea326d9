package org.faultmaven.contracts.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code docs/configuration.md} says what the records say. */
class ConfigurationDocsTest {
  private static final Path PAGE = Path.of("..", "docs", "configuration.md");

  @Test
  void thePageIsWhatTheRecordsSay() throws IOException {
    if (Boolean.getBoolean("regenerate")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, ConfigurationDocs.markdown());
    }

    assertThat(PAGE)
        .as(
            "docs/configuration.md; write it anew with: mvn test -pl common-contracts -am"
                + " -Dtest=ConfigurationDocsTest -Dregenerate=true")
        .hasContent(ConfigurationDocs.markdown());
  }

  @Test
  void everySettingAndItsNamesAreThere() {
    String page = ConfigurationDocs.markdown();

    assertThat(Given.file().settings())
        .allSatisfy(
            setting ->
                assertThat(page)
                    .contains(
                        "| `" + setting.key() + "` |",
                        "`" + setting.environment().getFirst() + "`"));
    assertThat(page).contains("`<PROVIDER>_API_KEY`", "`CHAT_PROVIDER`", "1 to 65535");
  }

  @Test
  void noHtmlHidesAWord() {
    assertThat(ConfigurationDocs.markdown().replaceAll("`[^`]*`", "")).doesNotContain("<");
  }
}
