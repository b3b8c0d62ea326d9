package org.faultmaven.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The short form of the differential test, without Python. */
final class SampleTest {
  private static final long MEMORY = 16 << 20;

  @Test
  void equalsSpacy() {
    Comparison comparison = Sample.compare(new NameFinder(Models.SHIPPED, MEMORY));
    System.out.println(comparison.summary());
    assertThat(comparison.differences()).isEmpty();
  }

  @Test
  void equalsSpacyWithPlainLoopsAndHardlyAnyMemory() {
    List<String> texts = Sample.texts();
    List<Reference> references = Sample.references(texts.size());
    var comparison = new Comparison(new NameFinder(Models.SHIPPED, 1 << 16, new PlainKernel()));
    for (int i = 0; i < texts.size(); i += 20) {
      comparison.compare(texts.subList(i, i + 1), references.subList(i, i + 1));
    }
    assertThat(comparison.differences()).isEmpty();
  }

  @Test
  void aWrongBiasIsNoticed() {
    NameModel wrong = NameModel.shipped();
    wrong.weights().layers()[2].bias()[5] += 2;
    assertThat(Sample.compare(new NameFinder(wrong, MEMORY)).different()).isPositive();
  }

  @Test
  void theBatchDoesNotMatter() {
    List<String> texts = Sample.texts();
    var finder = new NameFinder(Models.SHIPPED, MEMORY);
    List<List<Entity>> together = finder.entities(texts);
    assertThat(together).hasSameSizeAs(texts);
    for (int i = 0; i < texts.size(); i += 7) {
      assertThat(finder.entities(List.of(texts.get(i)))).containsExactly(together.get(i));
    }
  }
}
