package org.faultmaven.contracts.config;

import java.util.Arrays;
import java.util.List;

/** One section as its record declares it, with its settings in the record's order. */
record SectionSpec(Class<? extends Record> type, Section section, List<SettingSpec> settings) {

  /** The sections of {@link FaultMavenConfig}, in its order. */
  static List<SectionSpec> all() {
    return Arrays.stream(FaultMavenConfig.class.getRecordComponents())
        .map(component -> of(component.getType().asSubclass(Record.class)))
        .toList();
  }

  /**
   * @throws IllegalStateException when the record or one of its components says too little
   */
  static SectionSpec of(Class<? extends Record> type) {
    Section section = type.getAnnotation(Section.class);
    if (section == null) {
      throw new IllegalStateException(type.getSimpleName() + " has no @Section");
    }
    return new SectionSpec(
        type,
        section,
        Arrays.stream(type.getRecordComponents())
            .filter(component -> !component.isAnnotationPresent(Bound.class))
            .map(component -> SettingSpec.of(section.value(), component))
            .toList());
  }
}
