package org.faultmaven.contracts.tool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.faultmaven.contracts.kit.WrittenFormats;
import org.junit.jupiter.api.Test;

/** What tools built with the last release announce is understood. */
class WrittenAnnouncementTest {
  private final ToolAnnouncement said =
      new ToolAnnouncement(
          new ToolDescription("echo", "Says it again.", "{\"type\":\"object\"}", true),
          "1.2",
          "sre",
          Duration.ofSeconds(5));

  @Test
  void ofTheLastRelease() {
    WrittenFormats.check(
        WrittenAnnouncementTest.class,
        "tool-announcement.json",
        said.toBytes(),
        bytes -> ToolAnnouncement.parse("echo", bytes),
        said);
  }

  @Test
  void aLaterOneIsRefusedWithTheReason() {
    byte[] later =
        new String(said.toBytes(), UTF_8).replaceFirst("\\{", "{\"format\":2,").getBytes(UTF_8);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ToolAnnouncement.parse("echo", later))
        .withMessageContaining("format is at most 1");
  }
}
