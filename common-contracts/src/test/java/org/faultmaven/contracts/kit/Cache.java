package org.faultmaven.contracts.kit;

import java.nio.file.Path;

/** Where servers and programs that tests bring are kept between runs. */
public final class Cache {
  private Cache() {}

  /** {@code ${XDG_CACHE_HOME:-~/.cache}/faultmaven}. */
  public static Path folder() {
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path caches =
        xdg == null || xdg.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(xdg);
    return caches.resolve("faultmaven");
  }
}
