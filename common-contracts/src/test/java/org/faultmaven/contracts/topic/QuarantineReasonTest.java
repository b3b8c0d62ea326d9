package org.faultmaven.contracts.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Pattern;
import org.faultmaven.contracts.config.ConfigSource;
import org.faultmaven.contracts.config.Configuration;
import org.faultmaven.contracts.config.EffectiveSetting;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QuarantineReasonTest {
  private static final Pattern KEY = Pattern.compile("\\b[a-z]+\\.[a-z][a-z-]+\\b");

  @ParameterizedTest
  @EnumSource
  void saysWhatToDoAndNamesSettingsThatExist(QuarantineReason reason) {
    var keys =
        Configuration.read(ConfigSource.of(Map.of(), "test")).settings().stream()
            .map(EffectiveSetting::key)
            .toList();

    assertThat(reason.advice()).endsWith(".").contains(". ");
    assertThat(KEY.matcher(reason.advice()).results().map(result -> result.group()))
        .allMatch(keys::contains);
  }
}
