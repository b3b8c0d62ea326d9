package org.faultmaven.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.IEmbedder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MiniLmTest {
  private static final Path CACHE = Path.of("target", "model-cache");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "broker",
        "[2016-12-19 20:39:12,345] WARN Connection to node 2 could not be established",
        "java.io.IOException: Connection to 2 was disconnected before the response was read",
      })
  void agrees_with_langchain4j_on_texts_that_fit(String text) {
    float[] theirs = new AllMiniLmL6V2QuantizedEmbeddingModel().embed(text).content().vector();

    try (IEmbedder embedder = LocalSearch.miniLm(CACHE)) {
      float[] ours = embedder.embed(text);
      assertThat(ours).hasSameSizeAs(theirs);
      for (int i = 0; i < ours.length; i++) {
        assertThat(ours[i]).isCloseTo(theirs[i], within(1e-5f));
      }
    }
  }

  /** When one of these changes with the dependency, the model's version must rise. */
  @ParameterizedTest
  @CsvSource({
    MiniLmModel.WEIGHTS + ", afdb6f1a0e45b715d0bb9b11772f032c399babd23bfc31fed1c170afc848bdb1",
    MiniLmModel.TOKENIZER + ", da0e79933b9ed51798a3ae27893d3c5fa4a201126cef75586296df9b4d2c62a0",
  })
  void its_version_stands_for_these_files(String file, String sha256) throws IOException {
    try (InputStream resource = MiniLmModel.resource(file)) {
      assertThat(HexFormat.of().formatHex(Sha256.of(resource.readAllBytes()))).isEqualTo(sha256);
    }
    assertThat(MiniLm.MODEL).isEqualTo("all-MiniLM-L6-v2-q/1");
  }

  @Test
  void unpacks_its_libraries_where_it_was_told_and_once() throws IOException {
    try (IEmbedder first = LocalSearch.miniLm(CACHE)) {
      assertThat(first.check().up()).isTrue();
    }
    Path library = only(CACHE.resolve("onnxruntime"), System.mapLibraryName("onnxruntime"));
    var unpacked = Files.getLastModifiedTime(library);

    NativeLibraries.prepare(CACHE);

    assertThat(Files.getLastModifiedTime(library)).isEqualTo(unpacked);
    assertThat(only(CACHE.resolve("onnxruntime"), "onnxruntime4j_jni")).exists();
    // The tokenizer's library is loaded once a process, from where the first embedder said.
    assertThat(System.getProperty("ENGINE_CACHE_DIR")).isNotBlank();
  }

  private static Path only(Path folder, String name) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.getFileName().toString().contains(name))
          .findAny()
          .orElseThrow();
    }
  }

  @Test
  void a_cache_that_can_not_be_made_is_named() throws IOException {
    String loaded = System.clearProperty("onnxruntime.native.path");
    try (IEmbedder embedder = LocalSearch.miniLm(Files.createTempFile("a", "file"))) {
      assertThat(embedder.check().up()).isFalse();
      assertThat(embedder.check().detail()).contains("make both writable");
      assertThatThrownBy(() -> embedder.embed("a"))
          .isInstanceOfSatisfying(
              BackendException.class, refused -> assertThat(refused.retryable()).isFalse());
    } finally {
      if (loaded != null) {
        System.setProperty("onnxruntime.native.path", loaded);
      }
    }
  }

  @Test
  void is_over_when_closed_even_if_it_was_never_used() {
    IEmbedder used = LocalSearch.miniLm(CACHE);
    used.embed("a");
    used.close();
    used.close();
    IEmbedder unused = LocalSearch.miniLm(CACHE);
    unused.close();

    for (IEmbedder closed : new IEmbedder[] {used, unused}) {
      assertThatThrownBy(() -> closed.embed("a"))
          .isInstanceOf(BackendException.class)
          .hasMessageContaining("closed");
      assertThat(closed.check().up()).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, linux-x64",
    "Linux, aarch64, linux-aarch64",
    "Mac OS X, aarch64, osx-aarch64",
    "Mac OS X, x86_64, osx-x64",
    "Windows 11, amd64, win-x64",
  })
  void names_platforms_as_the_runtime_does(String os, String arch, String platform) {
    assertThat(NativeLibraries.platform(os, arch)).isEqualTo(platform);
  }
}
