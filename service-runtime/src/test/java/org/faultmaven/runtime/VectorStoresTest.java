package org.faultmaven.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.faultmaven.contracts.config.ConfigSource;
import org.faultmaven.contracts.config.Configuration;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.port.IEmbedder;
import org.faultmaven.contracts.port.IVectorStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorStoresTest {
  @TempDir private Path folder;

  private FaultMavenConfig config(Map<String, String> more) {
    var settings = new HashMap<>(more);
    settings.put("application.data-directory", folder.toString());
    return Configuration.load(ConfigSource.of(settings, "test")).config();
  }

  private static IVectorStore store(FaultMavenConfig config, Placement placement) {
    IEmbedder embedder = mock(IEmbedder.class);
    when(embedder.dimensions()).thenReturn(384);
    when(embedder.model()).thenReturn("model");
    return VectorStores.of(config, placement, embedder, new SimpleMeterRegistry());
  }

  @Test
  void servicesDoNotShareAnEmbeddedStore() {
    assertThatThrownBy(() -> store(config(Map.of()), Placement.SERVICE))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("CHROMADB_URL");
  }

  @Test
  void standaloneHasOneWithNothingConfigured() {
    FaultMavenConfig config = config(Map.of());

    try (IVectorStore store = store(config, Placement.STANDALONE)) {
      assertThat(store.check().up()).isTrue();
    }
    assertThat(VectorStores.replayGroup(config)).isEqualTo("faultmaven.move.lucene.index");
  }

  @Test
  void chromaIsUsedWhereItsAddressIsSet() {
    FaultMavenConfig config = config(Map.of("chromadb.url", "http://127.0.0.1:9"));

    try (IVectorStore store = store(config, Placement.SERVICE)) {
      assertThat(store.check().up()).as("nothing listens there").isFalse();
    }
    assertThat(VectorStores.name(config)).isEqualTo("chroma.faultmaven_knowledge");
  }
}
