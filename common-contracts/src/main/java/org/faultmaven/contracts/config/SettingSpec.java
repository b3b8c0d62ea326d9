package org.faultmaven.contracts.config;

import java.lang.reflect.RecordComponent;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One setting as its record declares it.
 *
 * @param key section, dot, component in kebab case
 */
record SettingSpec(
    String key, Class<?> type, boolean nullable, Setting setting, ValueCodec codec, Limits limits) {

  /**
   * @throws IllegalStateException naming the component when it has no {@link Setting}, or none of
   *     default, nullness, list and secret to be when nothing is given
   */
  static SettingSpec of(String section, RecordComponent component) {
    String key = section + "." + kebab(component.getName());
    Setting setting = component.getAnnotation(Setting.class);
    if (setting == null) {
      throw new IllegalStateException(key + " has no @Setting");
    }
    Class<?> type = component.getType();
    boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    if (setting.defaultValue().isEmpty()
        && !nullable
        && type != List.class
        && type != Secret.class) {
      throw new IllegalStateException(key + " has neither a default nor @Nullable");
    }
    ValueCodec codec = ValueCodecs.of(type, setting);
    return new SettingSpec(key, type, nullable, setting, codec, Limits.of(setting, codec));
  }

  boolean secret() {
    return type == Secret.class;
  }

  /** The environment's name that every key has. */
  String environmentName() {
    return "FAULTMAVEN_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** All names under which it can come, the most specific first. */
  List<String> names(LlmConfig.Provider provider) {
    var names = new ArrayList<String>();
    names.add(key);
    names.addAll(environmentNames(ProviderNames.prefix(provider)));
    return names;
  }

  /**
   * @param providerPrefix stands for the provider in the names that have one
   */
  List<String> environmentNames(String providerPrefix) {
    var names = new ArrayList<String>();
    names.add(environmentName());
    if (!setting.env().isEmpty()) {
      names.add(setting.env());
    }
    ProviderNames.of(key, providerPrefix).ifPresent(names::add);
    return names;
  }

  /** What it is when nothing is given. */
  @Nullable Object defaultValue() {
    if (!setting.defaultValue().isEmpty()) {
      return codec.parser().apply(setting.defaultValue());
    }
    if (type == List.class) {
      return List.of();
    }
    return secret() ? Secret.NONE : null;
  }

  /** What may be given, to follow {@code is not}. */
  String accepted() {
    return limits.words().isEmpty() ? codec.accepted() : codec.accepted() + ", " + limits.words();
  }

  /** The value of a text, or null when it is not what {@link #accepted()} says. */
  @Nullable Object parse(String text) {
    try {
      Object value = codec.parser().apply(text);
      return limits.allow(value) ? value : null;
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      // Its message quotes the text, which may be secret; the caller says what is accepted.
      return null;
    }
  }

  private static String kebab(String camel) {
    return camel.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }
}
