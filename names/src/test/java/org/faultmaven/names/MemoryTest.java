package org.faultmaven.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class MemoryTest {
  private record Item(long id, int bytes) implements Memory.Entry {}

  @Test
  void staysWithinItsBytes() {
    Memory<Item> memory = new Memory<>(100_000, 100);
    var random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      memory.remember(new Item(random.nextLong(), 20 + random.nextInt(1000)));
    }
    assertThat(memory.bytes()).isBetween(20_000L, 100_000L);
  }

  @Test
  void remembersWhatIsAskedForAgain() {
    Memory<Item> memory = new Memory<>(800, 100);
    for (int i = 0; i < 1000; i++) {
      memory.remember(new Item(i + 1, 100));
      memory.recall(1);
    }
    assertThat(memory.recall(1)).isEqualTo(new Item(1, 100));
    assertThat(memory.recall(1000)).isNotNull();
    assertThat(memory.recall(5)).isNull();
    assertThat(memory.recall(5000)).isNull();
  }

  @Test
  void doesNotTakeWhatIsTooLarge() {
    Memory<Item> memory = new Memory<>(800, 100);
    memory.remember(new Item(1, 100));
    memory.remember(new Item(2, 10_000));
    assertThat(memory.recall(2)).isNull();
    assertThat(memory.recall(1)).isNotNull();
  }

  @Test
  void aDayOfNewWordsLeavesItFlat() {
    long budget = 2 << 20;
    var finder = new NameFinder(Models.SHIPPED, budget);
    var random = new Random(2);
    for (int i = 0; i < 60; i++) {
      List<String> texts = new ArrayList<>();
      for (int j = 0; j < 64; j++) {
        texts.add("new " + Long.toString(random.nextLong(), 36) + " words " + random.nextInt());
      }
      finder.entities(texts);
      assertThat(finder.memoryUsed()).isLessThanOrEqualTo(budget);
    }
    assertThat(finder.memoryUsed()).isGreaterThan(budget / 2);
  }

  @Test
  void computesNothingTwice() {
    var finder = new NameFinder(Models.SHIPPED, 8 << 20);
    List<String> texts = List.of("one two three four", "one two three four");
    finder.entities(texts);
    assertThat(finder.tokensAsked()).isEqualTo(8);
    assertThat(finder.tokensKnown()).isZero();
    finder.entities(texts);
    assertThat(finder.tokensAsked()).isEqualTo(16);
    assertThat(finder.tokensKnown()).isEqualTo(8);
  }
}
