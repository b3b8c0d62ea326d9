package org.faultmaven.sanitizer.outlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.faultmaven.contracts.topic.TopicHeaders;
import org.junit.jupiter.api.Test;

class CleanHeadersTest {
  @Test
  void anIdThatMightBeRawIsRefused() {
    assertThatThrownBy(() -> new CleanHeaders().id(TopicHeaders.UPLOAD, "SECRET1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("SECRET1");
    assertThatThrownBy(() -> new CleanHeaders().id(TopicHeaders.UPLOAD, ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aCopyIsItsOwn() {
    CleanHeaders headers = new CleanHeaders().number(TopicHeaders.PIECES, 2);
    headers.copy().number(TopicHeaders.PIECE, 1);

    assertThat(headers.toHeaders().toArray()).hasSize(1);
    assertThat(headers.bytes()).isGreaterThan("fm.pieces2".length());
  }
}
