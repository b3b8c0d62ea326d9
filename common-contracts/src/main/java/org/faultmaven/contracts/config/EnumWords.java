package org.faultmaven.contracts.config;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The words for an enum's constants. They are read in any case, and written in the case that the
 * setting's default has: {@code INFO}, but {@code json}.
 */
final class EnumWords {
  private final boolean upper;
  private final List<String> words;
  private final Map<String, Object> constants = new LinkedHashMap<>();

  EnumWords(Class<?> type, String defaultValue) {
    this.upper = defaultValue.equals(defaultValue.toUpperCase(Locale.ROOT));
    Object[] all = type.getEnumConstants();
    for (Object constant : all) {
      constants.put(lower(constant), constant);
      for (String synonym : synonyms(type, (Enum<?>) constant)) {
        constants.put(lower(synonym), constant);
      }
    }
    this.words = Arrays.stream(all).map(this::print).toList();
  }

  ValueCodec codec() {
    return new ValueCodec(
        String.join(", ", words), "one of " + String.join(", ", words), this::parse, this::print);
  }

  private Object parse(String text) {
    Object constant = constants.get(lower(text));
    if (constant == null) {
      throw new IllegalArgumentException("no such constant");
    }
    return constant;
  }

  private String print(Object constant) {
    return upper ? constant.toString() : lower(constant);
  }

  private static String lower(Object word) {
    return word.toString().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String[] synonyms(Class<?> type, Enum<?> constant) {
    try {
      Also also = type.getField(constant.name()).getAnnotation(Also.class);
      return also == null ? new String[0] : also.value();
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("an enum has a field for every constant", e);
    }
  }
}
