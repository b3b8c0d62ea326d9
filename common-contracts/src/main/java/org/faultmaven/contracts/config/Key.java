package org.faultmaven.contracts.config;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A setting as it is declared by a component of a section's record.
 *
 * @param name the dotted key
 * @param component what declares it
 * @param setting its annotation
 */
record Key(String name, RecordComponent component, Setting setting) {
  /** All keys of a section, in the order of its record. */
  static List<Key> of(Class<?> section) {
    String prefix = section(section).value();
    return Arrays.stream(section.getRecordComponents())
        .map(
            component ->
                new Key(prefix + "." + kebab(component.getName()), component, setting(component)))
        .toList();
  }

  static Section section(Class<?> type) {
    return Objects.requireNonNull(type.getAnnotation(Section.class), () -> type + " is no section");
  }

  /**
   * The key first, then the environment's names: FaultMaven's own, and the one that every key has.
   */
  List<String> names() {
    var names = new ArrayList<String>();
    names.add(name);
    names.addAll(environmentNames());
    return names;
  }

  List<String> environmentNames() {
    String general =
        "FAULTMAVEN_" + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    return setting.env().isEmpty() ? List.of(general) : List.of(setting.env(), general);
  }

  boolean isSecret() {
    return component.getType() == Secret.class;
  }

  private static Setting setting(RecordComponent component) {
    return Objects.requireNonNull(
        ((AnnotatedElement) component).getAnnotation(Setting.class),
        () -> component + " has no @Setting");
  }

  private static String kebab(String camel) {
    return camel.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }
}
