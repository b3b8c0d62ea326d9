package org.faultmaven.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AnyTextTest {
  private static final String MERKEL = "Chancellor Angela Merkel met reporters in Berlin. ";

  private final NameFinder finder = new NameFinder(Models.SHIPPED, 8 << 20);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\n\t \r\n",
        "\u0000",
        "\ud83d",
        "\ude00",
        "\ude00\ud83d",
        "\u0301",
        "\ufeff",
        "\u2028\u2029",
        "\u0085",
        "\u001c\u001d",
        "........",
        "@@@@",
        "::::",
        "((((",
        "\u202e",
        "''''''''",
        "a\u0000b"
      })
  void hasNoNamesAndNoTroubleWithOddTexts(String text) {
    assertThat(finder.entities(List.of(text)))
        .hasSize(1)
        .first()
        .satisfies(entities -> assertThat(entities).noneMatch(e -> e.label().equals("PERSON")));
  }

  @Test
  void answersNoTextsWithNothing() {
    assertThat(finder.entities(List.of())).isEmpty();
  }

  @Test
  void countsCodePoints() {
    Entity plain = person(MERKEL);
    assertThat(plain).isEqualTo(new Entity(11, 24, "PERSON"));
    assertThat(person("\ud83d\ude00 \ud83d\ude00\n" + MERKEL).start()).isEqualTo(4 + 11);
    // Each half alone is one character.
    assertThat(person("\ud83d\n\ude00\n" + MERKEL).start()).isEqualTo(4 + 11);
  }

  @Test
  void worksThroughAMillionCharacters() {
    String text = MERKEL.repeat(20_000);
    List<Entity> entities = finder.entities(List.of(text)).getFirst();
    assertThat(entities.stream().filter(e -> e.equals(new Entity(11, 24, "PERSON")))).hasSize(1);
    assertThat(entities.stream().filter(e -> e.label().equals("PERSON")).count())
        .isGreaterThanOrEqualTo(20_000);
    assertThat(entities.getLast().end()).isLessThanOrEqualTo(text.length());
  }

  @Test
  void doesNotJudgeALongStretchWithoutBlanks() {
    String stretch = "x:".repeat(NameFinder.LONGEST_CHUNK / 2 + 1);
    List<Entity> entities = finder.entities(List.of(MERKEL + stretch + " " + MERKEL)).getFirst();
    int start = MERKEL.length();
    assertThat(entities)
        .contains(new Entity(start, start + stretch.length(), Entity.OVERLONG))
        .contains(new Entity(11, 24, "PERSON"));
    assertThat(finder.entities(List.of("x".repeat(NameFinder.LONGEST_CHUNK))).getFirst())
        .noneMatch(entity -> entity.label().equals(Entity.OVERLONG));
    assertThat(finder.entities(List.of("x".repeat(1 << 20))).getFirst())
        .containsExactly(new Entity(0, 1 << 20, Entity.OVERLONG));
  }

  /** What makes URL expressions go back again and again, up to the longest stretch. */
  @Test
  void copesWithStretchesThatAreHardToCut() {
    for (String hard : List.of(":", "a.", "a:", ":@", "a@", "1.", "-", "a/", "(", ".", "@:a.")) {
      int times = NameFinder.LONGEST_CHUNK / hard.length();
      assertThat(finder.entities(List.of(hard.repeat(times)))).hasSize(1);
    }
  }

  @Test
  void takesAnyMixture() {
    var random = new Random(3);
    for (int i = 0; i < 500; i++) {
      var text = new StringBuilder();
      for (int j = random.nextInt(60); j > 0; j--) {
        text.append((char) random.nextInt(random.nextInt(4) == 0 ? 0x10000 : 0x250));
      }
      String mixture = text.toString();
      int length = mixture.codePointCount(0, mixture.length());
      assertThat(finder.entities(List.of(mixture)).getFirst())
          .allMatch(e -> e.start() >= 0 && e.start() < e.end() && e.end() <= length);
    }
  }

  @Test
  void findsTheSameOnManyThreads() throws Exception {
    List<String> texts = Sample.texts().subList(0, 600);
    List<List<Entity>> expected = finder.entities(texts);
    var shared = new NameFinder(Models.SHIPPED, 1 << 20);
    try (var threads = Executors.newFixedThreadPool(8)) {
      List<Callable<List<List<Entity>>>> calls = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        calls.add(() -> shared.entities(texts));
      }
      for (Future<List<List<Entity>>> answer : threads.invokeAll(calls)) {
        assertThat(answer.get()).isEqualTo(expected);
      }
    }
  }

  private Entity person(String text) {
    return finder.entities(List.of(text)).getFirst().stream()
        .filter(entity -> entity.label().equals("PERSON"))
        .findFirst()
        .orElseThrow();
  }
}
