package org.faultmaven.ingest.extraction;

import java.nio.file.Path;
import java.util.List;
import org.faultmaven.contracts.config.DataSize;
import org.faultmaven.ingest.extraction.child.ExtractionMain;

/** How the extraction process is started. */
final class ExtractionCommand {
  /** No folder, nor ever one: whoever would write there fails, and so does the document. */
  private static final String NOWHERE = "/dev/null/none";

  private ExtractionCommand() {}

  /**
   * On the Java and the class path of this process.
   *
   * @param memory of its heap
   */
  static ProcessBuilder of(DataSize memory) {
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + memory.bytes(),
            "-XX:MaxMetaspaceSize=192m",
            "-XX:MaxDirectMemorySize=16m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            // Nothing of a document on the disk, whatever happens: no temporary file, no dump.
            "-Djava.io.tmpdir=" + NOWHERE,
            "-Dpdfbox.fontcache=" + NOWHERE,
            "-XX:-UsePerfData",
            "-XX:+DisableAttachMechanism",
            "-XX:+SuppressFatalErrorMessage",
            "-XX:-CreateCoredumpOnCrash",
            // Nothing of a document in a log: parsers quote what they stumble over.
            "-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider",
            "-Dorg.apache.commons.logging.Log=org.apache.commons.logging.impl.NoOpLog",
            "-Djava.awt.headless=true",
            "-Duser.language=en",
            "-Duser.timezone=UTC",
            "-cp",
            System.getProperty("java.class.path"),
            ExtractionMain.class.getName());
    var builder = new ProcessBuilder(command);
    // Its environment may hold passwords, and options for this process.
    builder.environment().clear();
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    return builder;
  }
}
