package org.faultmaven.sanitizer;

import java.util.List;
import org.faultmaven.contracts.topic.TopicUser;
import org.faultmaven.runtime.ServiceProcess;

/** Runs the sanitizer: settings from the environment and as {@code --key=value}. */
public final class SanitizerService {
  private SanitizerService() {}

  public static void main(String[] arguments) {
    int status =
        ServiceProcess.main(
            SanitizerServiceConfiguration.class,
            TopicUser.SANITIZER,
            List.of(arguments),
            System.out,
            System.err);
    if (status != 0) {
      System.exit(status);
    }
  }
}
