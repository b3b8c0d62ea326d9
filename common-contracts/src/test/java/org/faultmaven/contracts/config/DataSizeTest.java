package org.faultmaven.contracts.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataSizeTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0B",
    "1000, 1000, 1000B",
    "1024, 1024, 1KiB",
    "512KiB, 524288, 512KiB",
    "64 mib, 67108864, 64MiB",
    "2GiB, 2147483648, 2GiB",
    "1024GiB, 1099511627776, 1TiB",
    "7b, 7, 7B"
  })
  void readsAndPrints(String text, long bytes, String printed) {
    assertThat(DataSize.parse(text)).isEqualTo(new DataSize(bytes)).hasToString(printed);
    assertThat(DataSize.parse(printed)).isEqualTo(new DataSize(bytes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "MiB", "4MB", "-1", "1.5MiB", "999999999999999TiB", "4k"})
  void refuses(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> DataSize.parse(text));
  }

  @Test
  void compares() {
    assertThat(DataSize.parse("1MiB")).isLessThan(DataSize.parse("1GiB"));
    assertThatIllegalArgumentException().isThrownBy(() -> new DataSize(-1));
  }
}
