package org.faultmaven.ingest;

import java.util.List;
import org.faultmaven.contracts.topic.TopicUser;
import org.faultmaven.runtime.ServiceProcess;

/** Runs uploads, indexer and ledger: settings from the environment and as {@code --key=value}. */
public final class IngestService {
  private IngestService() {}

  public static void main(String[] arguments) {
    int status =
        ServiceProcess.main(
            IngestServiceConfiguration.class,
            TopicUser.INGEST,
            List.of(arguments),
            System.out,
            System.err);
    if (status != 0) {
      System.exit(status);
    }
  }
}
