package org.faultmaven.contracts.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class TopicHeadersTest {
  private final RecordHeaders headers = new RecordHeaders();

  @Test
  void allNamesHaveThePrefixAndAreApart() {
    var names =
        Arrays.stream(TopicHeaders.class.getFields())
            .filter(field -> Modifier.isStatic(field.getModifiers()))
            // A beginning, and a value.
            .filter(field -> !Set.of("PREFIX", "MARKDOWN").contains(field.getName()))
            .map(
                field -> {
                  try {
                    return String.valueOf(field.get(null));
                  } catch (IllegalAccessException e) {
                    throw new AssertionError(e);
                  }
                })
            .toList();

    assertThat(names)
        .hasSizeGreaterThan(15)
        .doesNotHaveDuplicates()
        .allMatch(name -> name.startsWith(TopicHeaders.PREFIX));
  }

  @Test
  void theLastOfSeveralCounts() {
    headers.add("fm.source", new byte[] {'a'}).add("fm.source", new byte[] {'b'});

    assertThat(TopicHeaders.text(headers, TopicHeaders.SOURCE)).isEqualTo("b");
  }

  @Test
  void puttingReplacesAll() {
    headers.add("fm.source", new byte[] {'a'}).add("fm.source", new byte[] {'b'});
    TopicHeaders.put(headers, TopicHeaders.SOURCE, "\u20ac");

    assertThat(headers.headers("fm.source")).hasSize(1);
    assertThat(TopicHeaders.text(headers, TopicHeaders.SOURCE)).isEqualTo("\u20ac");
  }

  @Test
  void absentOrWithoutValueIsNull() {
    headers.add("fm.title", null);

    assertThat(TopicHeaders.text(headers, TopicHeaders.TITLE)).isNull();
    assertThat(TopicHeaders.text(headers, TopicHeaders.SOURCE)).isNull();
  }

  @Test
  void whatIsNoNumberGivesTheFallback() {
    TopicHeaders.put(headers, TopicHeaders.PIECES, "12");
    TopicHeaders.put(headers, TopicHeaders.PIECE, "twelve");

    assertThat(TopicHeaders.number(headers, TopicHeaders.PIECES, 1)).isEqualTo(12);
    assertThat(TopicHeaders.number(headers, TopicHeaders.PIECE, 1)).isEqualTo(1);
    assertThat(TopicHeaders.number(headers, TopicHeaders.DELETES, 0)).isZero();
  }
}
