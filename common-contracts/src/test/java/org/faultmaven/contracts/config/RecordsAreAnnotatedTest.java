package org.faultmaven.contracts.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A component without its annotation, its default or its limits right can't slip in. */
class RecordsAreAnnotatedTest {
  static Stream<SettingSpec> settings() {
    return SectionSpec.all().stream().flatMap(section -> section.settings().stream());
  }

  @Test
  void everySectionAndEveryComponent() {
    for (RecordComponent section : FaultMavenConfig.class.getRecordComponents()) {
      assertThat(section.getType()).hasAnnotation(Section.class);
      for (RecordComponent setting : section.getType().getRecordComponents()) {
        assertThat(
                setting.isAnnotationPresent(Setting.class)
                    || setting.isAnnotationPresent(Bound.class))
            .as("%s.%s", section.getType().getSimpleName(), setting.getName())
            .isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("settings")
  void sayWhatTheyDoAndHaveADefaultWithinTheirLimits(SettingSpec setting) {
    assertThat(setting.setting().doc()).endsWith(".");
    if (!setting.setting().defaultValue().isEmpty()) {
      assertThat(setting.parse(setting.setting().defaultValue()))
          .isNotNull()
          .isEqualTo(setting.defaultValue());
    }
  }

  @ParameterizedTest
  @MethodSource("settings")
  void readWhatTheyPrint(SettingSpec setting) {
    Object value = setting.defaultValue();
    if (value != null && !setting.secret()) {
      String printed = setting.codec().printer().apply(value);
      assertThat(setting.parse(printed)).isEqualTo(value);
    }
  }

  @Test
  void keysAndNamesAreUnique() {
    List<String> names =
        settings()
            .flatMap(
                setting ->
                    Stream.concat(
                        Stream.of(setting.key()),
                        setting.environmentNames(ProviderNames.PLACEHOLDER).stream()))
            .toList();

    assertThat(names).doesNotHaveDuplicates();
  }

  @Test
  void rulesNameSettingsThatExist() {
    List<String> keys = settings().map(SettingSpec::key).toList();

    assertThat(Rule.all())
        .allSatisfy(
            rule -> {
              assertThat(keys).contains(rule.key()).containsAll(rule.others());
              assertThat(rule.must()).startsWith("must ");
            });
  }

  record Unannotated(int port) {}

  @Section(value = "test", doc = "Test.")
  record WithoutSetting(int port) {}

  @Section(value = "test", doc = "Test.")
  record WithoutDefault(@Setting(doc = "Port.") int port) {}

  @Section(value = "test", doc = "Test.")
  record OfAnotherType(@Setting(doc = "Port.", defaultValue = "1") StringBuilder port) {}

  @Test
  void theLibraryRefusesARecordThatSaysTooLittle() {
    assertThatThrownBy(() -> SectionSpec.of(Unannotated.class)).hasMessageContaining("@Section");
    assertThatThrownBy(() -> SectionSpec.of(WithoutSetting.class))
        .hasMessage("test.port has no @Setting");
    assertThatThrownBy(() -> SectionSpec.of(WithoutDefault.class))
        .hasMessageContaining("test.port has neither a default");
    assertThatThrownBy(() -> SectionSpec.of(OfAnotherType.class))
        .hasMessageContaining("StringBuilder");
  }
}
