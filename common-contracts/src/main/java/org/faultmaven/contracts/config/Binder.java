package org.faultmaven.contracts.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns strings into the records, gathering every problem on the way. */
final class Binder {
  private final ConfigSource source;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, EffectiveSetting> settings = new LinkedHashMap<>();

  Binder(ConfigSource source) {
    this.source = source;
  }

  /** The sections, in the order of {@link FaultMavenConfig}. */
  static List<Class<?>> sections() {
    return Arrays.stream(FaultMavenConfig.class.getRecordComponents())
        .<Class<?>>map(RecordComponent::getType)
        .toList();
  }

  List<String> problems() {
    return problems;
  }

  List<EffectiveSetting> settings() {
    return List.copyOf(settings.values());
  }

  /**
   * The whole configuration. Where there was a problem the default stands in, so that the rest can
   * be judged too.
   */
  FaultMavenConfig bind() {
    var sections = new ArrayList<Object>();
    for (Class<?> section : sections()) {
      sections.add(bindSection(section));
      problems.addAll(Misspelt.keys(section, source));
    }
    return (FaultMavenConfig) create(FaultMavenConfig.class, sections.toArray());
  }

  private Object bindSection(Class<?> section) {
    List<Key> keys = Key.of(section);
    var values = new @Nullable Object[keys.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = bindKey(keys.get(i));
    }
    return create(section, values);
  }

  private @Nullable Object bindKey(Key key) {
    Optional<ConfigSource.Value> found = ProviderNames.find(key, source);
    String origin = found.map(ConfigSource.Value::origin).orElse("default");
    String text = found.map(ConfigSource.Value::text).orElse(key.setting().defaultValue());
    String shown = key.isSecret() && !text.isEmpty() ? "****" : text;
    settings.put(
        key.name(),
        new EffectiveSetting(
            key.name(), shown, origin, key.environmentNames(), key.setting().doc()));
    try {
      return value(key, text);
    } catch (IllegalArgumentException e) {
      problems.add(key.name() + " (" + origin + "): " + e.getMessage());
      return value(key, key.setting().defaultValue());
    }
  }

  private static @Nullable Object value(Key key, String text) {
    if (!text.isEmpty()) {
      Object value = ValueType.of(key).parse(text);
      Limits.check(key, value);
      return value;
    }
    if (key.component().getType() == List.class) {
      return List.of();
    }
    return key.isSecret() ? Secret.NONE : null;
  }

  private static Object create(Class<?> type, @Nullable Object[] values) {
    Constructor<?> constructor = type.getConstructors()[0];
    try {
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getSimpleName() + " can't be made", e);
    }
  }
}
