package org.faultmaven.adapters.server;

import org.faultmaven.contracts.kit.Unavailable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.GenericContainer;

/**
 * Servers from their images, where a container engine is at hand, as the servers' projects ship
 * them. The suite {@code containers} asks for them; everything else brings servers without one.
 */
public final class Containers {
  private Containers() {}

  /**
   * Starts one; skips the test, or fails it where {@code CI} is {@code true}, when there is no
   * engine or no image. A container that does not come up is a failure.
   */
  public static <C extends GenericContainer<?>> C start(C container) {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      throw Unavailable.because("no container engine answers: start one, or set DOCKER_HOST");
    }
    try {
      container.start();
      return container;
    } catch (ContainerFetchException e) {
      throw Unavailable.because("no image " + container.getDockerImageName());
    } catch (RuntimeException e) {
      container.stop();
      throw e;
    }
  }
}
