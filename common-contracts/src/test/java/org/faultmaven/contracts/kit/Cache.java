package org.faultmaven.contracts.kit;

import java.nio.file.Path;

/** Where servers that tests bring are kept between runs. */
final class Cache {
  private Cache() {}

  /** {@code ${XDG_CACHE_HOME:-~/.cache}/faultmaven}. */
  static Path folder() {
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path caches =
        xdg == null || xdg.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(xdg);
    return caches.resolve("faultmaven");
  }
}
