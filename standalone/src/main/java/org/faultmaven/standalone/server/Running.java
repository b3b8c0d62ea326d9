package org.faultmaven.standalone.server;

import java.net.URI;
import java.nio.file.Path;
import org.faultmaven.contracts.config.KafkaConfig;

/** What was started, in one process or several, as its user reaches it. */
public interface Running extends AutoCloseable {
  /** Where questions are asked. */
  URI api();

  /** Where documents, ledger and dead letters are: {@link #api} unless the services run apart. */
  URI ingestApi();

  /** Where the sanitizer tells its health: {@link #api} unless the services run apart. */
  URI sanitizerApi();

  KafkaConfig kafka();

  /** The topic to produce logs to. */
  String rawLogTopic();

  Path dataDirectory();

  @Override
  void close();
}
