package org.faultmaven.ingest.extraction.child;

import java.io.IOException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.net.URLStreamHandlerFactory;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets URLs name things, and opens none but the classes of this process. */
final class NoFetches implements URLStreamHandlerFactory {
  private static final Set<String> OWN = Set.of("file", "jar", "jrt");

  /** Null leaves the protocol to the JDK. */
  @Override
  public @Nullable URLStreamHandler createURLStreamHandler(String protocol) {
    if (OWN.contains(protocol)) {
      return null;
    }
    return new URLStreamHandler() {
      @Override
      protected URLConnection openConnection(URL url) throws IOException {
        throw new IOException("nothing is fetched");
      }
    };
  }
}
