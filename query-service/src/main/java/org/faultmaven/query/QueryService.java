package org.faultmaven.query;

import java.util.List;
import org.faultmaven.contracts.topic.TopicUser;
import org.faultmaven.runtime.ServiceProcess;

/** Runs search and answers: settings from the environment and as {@code --key=value}. */
public final class QueryService {
  private QueryService() {}

  public static void main(String[] arguments) {
    int status =
        ServiceProcess.main(
            QueryServiceConfiguration.class,
            TopicUser.QUERY,
            List.of(arguments),
            System.out,
            System.err);
    if (status != 0) {
      System.exit(status);
    }
  }
}
