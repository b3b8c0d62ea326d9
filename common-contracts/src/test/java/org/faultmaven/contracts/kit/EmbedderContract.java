package org.faultmaven.contracts.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.faultmaven.contracts.port.IEmbedder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link IEmbedder} keeps. */
public abstract class EmbedderContract {
  /** The embedder under test; may be the same for all tests. */
  protected abstract IEmbedder embedder();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\n\t",
        "ERROR connection to node 2 failed",
        "\0",
        "Stra\u00dfe \u4e2d\u6587 \ud83d\ude80",
        "lone surrogate \ud83d",
        "[CLS] [SEP] [MASK] [PAD]",
      })
  void gives_any_text_a_vector_of_length_one(String text) {
    float[] vector = embedder().embed(text);

    assertThat(vector).hasSize(embedder().dimensions());
    assertThat(cosine(vector, vector)).isCloseTo(1, within(1e-5));
  }

  @Test
  void is_deterministic() {
    String text =
        "WARN Connection to node 2 could not be established. Broker may not be available.";

    float[] first = embedder().embed(text);
    embedder().embed("something else in between");

    assertThat(embedder().embed(text)).containsExactly(first);
  }

  @Test
  void gives_a_new_array_each_time() {
    float[] vector = embedder().embed("a text");
    float[] kept = vector.clone();

    Arrays.fill(vector, 0);

    assertThat(embedder().embed("a text")).containsExactly(kept);
  }

  @Test
  void puts_what_means_the_same_nearer_than_what_does_not() {
    float[] lost = embedder().embed("the broker lost its connection to the controller");
    float[] disconnected = embedder().embed("node disconnected from the cluster coordinator");
    float[] breakfast = embedder().embed("a recipe for pancakes with maple syrup");

    assertThat(cosine(lost, disconnected)).isGreaterThan(cosine(lost, breakfast));
  }

  @Test
  void counts_tokens() {
    assertThat(embedder().countTokens("")).isZero();
    assertThat(embedder().countTokens("broker")).isPositive();
    assertThat(embedder().countTokens("broker broker broker"))
        .isEqualTo(3 * embedder().countTokens("broker"));
    assertThat(embedder().maxTokens()).isPositive();
  }

  @Test
  void counts_the_tokens_beyond_the_most() {
    int most = embedder().maxTokens();

    assertThat(embedder().countTokens("broker ".repeat(most * 2)))
        .isEqualTo(2 * most * embedder().countTokens("broker"));
  }

  @Test
  void leaves_out_what_exceeds_the_most_tokens() {
    String full = fullText();

    assertThat(embedder().embed(full + " pancakes with maple syrup"))
        .containsExactly(embedder().embed(full));
  }

  @Test
  void uses_all_of_the_most_tokens() {
    String full = fullText();
    String shorter = full.substring(0, full.lastIndexOf(' '));

    assertThat(embedder().embed(full)).isNotEqualTo(embedder().embed(shorter + " pancakes"));
  }

  /** Exactly as many tokens as count. */
  private String fullText() {
    var text = new StringBuilder("broker");
    while (embedder().countTokens(text.toString()) < embedder().maxTokens()) {
      text.append(" broker");
    }
    assertThat(embedder().countTokens(text.toString())).isEqualTo(embedder().maxTokens());
    return text.toString();
  }

  @Test
  void serves_many_threads_the_same_vectors() throws Exception {
    List<String> texts =
        List.of("broker 1 is gone", "disk full", "leader election", "", "timeout after 30000 ms");
    List<float[]> expected = texts.stream().map(embedder()::embed).toList();

    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Callable<float[]>> calls = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        String text = texts.get(i % texts.size());
        calls.add(() -> embedder().embed(text));
      }
      List<Future<float[]>> vectors = threads.invokeAll(calls);
      for (int i = 0; i < vectors.size(); i++) {
        assertThat(vectors.get(i).get()).containsExactly(expected.get(i % texts.size()));
      }
    }
  }

  @Test
  void names_its_model_and_is_up() {
    assertThat(embedder().model()).isNotBlank();
    assertThat(embedder().check().up()).isTrue();
    assertThat(embedder().check().detail()).isNull();
  }

  /** Of vectors of length 1. */
  private static double cosine(float[] a, float[] b) {
    double dot = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
    }
    return dot;
  }
}
