package org.faultmaven.contracts.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.faultmaven.contracts.config.ConfigSource.Value;
import org.jspecify.annotations.Nullable;

/** Reads settings from a source. */
final class SettingReader {
  private final ConfigSource source;

  SettingReader(ConfigSource source) {
    this.source = source;
  }

  Reading read(SettingSpec spec, LlmConfig.Provider provider) {
    List<String> names = spec.names(provider);
    Optional<Value> single = find(names);
    if (single.isPresent()) {
      String text = strip(spec, single.get().text());
      return given(spec, names, text, single.get().origin(), spec.parse(text));
    }
    if (spec.type() == List.class) {
      List<Value> items = items(spec.key());
      if (!items.isEmpty()) {
        List<String> texts = items.stream().map(item -> item.text().strip()).toList();
        return given(spec, names, String.join(",", texts), items.getFirst().origin(), texts);
      }
    }
    return new Reading(
        spec, environment(names), spec.defaultValue(), "", Reading.DEFAULT, false, null);
  }

  private static Reading given(
      SettingSpec spec, List<String> names, String text, String origin, @Nullable Object value) {
    if (value != null) {
      return new Reading(spec, environment(names), value, text, origin, true, null);
    }
    var problem =
        new Problem(
            spec.key(),
            origin,
            "\"" + GivenText.shown(spec, text) + "\" is not " + spec.accepted());
    return new Reading(spec, environment(names), spec.defaultValue(), text, origin, true, problem);
  }

  /** A list as YAML gives it, {@code key[0]}, {@code key[1]}: items may hold commas. */
  private List<Value> items(String key) {
    var items = new ArrayList<Value>();
    Optional<Value> item = find(List.of(key + "[0]"));
    while (item.isPresent()) {
      items.add(item.get());
      item = find(List.of(key + "[" + items.size() + "]"));
    }
    return items;
  }

  private Optional<Value> find(List<String> names) {
    return source.find(names).filter(value -> !value.text().isBlank());
  }

  /** A secret loses only the line end that its file had: a password may end with a blank. */
  private static String strip(SettingSpec spec, String text) {
    return spec.secret() ? text.replaceFirst("[\\r\\n]+$", "") : text.strip();
  }

  private static List<String> environment(List<String> names) {
    return List.copyOf(names.subList(1, names.size()));
  }
}
