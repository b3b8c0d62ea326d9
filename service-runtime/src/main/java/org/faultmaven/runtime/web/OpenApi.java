package org.faultmaven.runtime.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * The description of the API as one document: that of the service, or those of several in one
 * process, merged.
 */
final class OpenApi {
  private static final String TITLE = "FaultMaven";

  private OpenApi() {}

  /**
   * @param parts at least one
   * @throws IllegalStateException when two say different things under one name
   */
  static Map<String, Object> of(List<OpenApiPart> parts) {
    Map<String, Object> whole = read(parts.getFirst());
    for (OpenApiPart part : parts.subList(1, parts.size())) {
      Map<String, Object> other = read(part);
      other.put("info", whole.get("info"));
      whole = merged("", whole, other);
    }
    if (parts.size() > 1) {
      Map<String, Object> info = new LinkedHashMap<>(object(whole.get("info")));
      info.put("title", TITLE);
      // Of the first part alone.
      info.remove("summary");
      whole.put("info", info);
    }
    return whole;
  }

  private static Map<String, Object> read(OpenApiPart part) {
    // Dates stay strings: examples are of text.
    var yaml = new Yaml(new StringTimes(new LoaderOptions()));
    try (var in =
        new InputStreamReader(new ClassPathResource(part.resource()).getInputStream(), UTF_8)) {
      return object(yaml.load(in));
    } catch (IOException e) {
      throw new UncheckedIOException("the resource " + part.resource() + " is missing", e);
    }
  }

  private static Map<String, Object> merged(
      String place, Map<String, Object> one, Map<String, Object> other) {
    var merged = new LinkedHashMap<>(one);
    other.forEach(
        (name, value) ->
            merged.merge(name, value, (mine, its) -> merged(place + "/" + name, mine, its)));
    return merged;
  }

  private static Object merged(String place, Object one, Object other) {
    if (Objects.equals(one, other)) {
      return one;
    }
    if (one instanceof List<?> first && other instanceof List<?> second) {
      var all = new ArrayList<Object>(first);
      second.stream().filter(each -> !first.contains(each)).forEach(all::add);
      return all;
    }
    // Parts are collections as far down as components have names; below, a name has one meaning.
    boolean collection =
        place.equals("/paths") || place.equals("/components") || place.matches("/components/[^/]+");
    if (collection) {
      return merged(place, object(one), object(other));
    }
    throw new IllegalStateException("the parts of the API's description differ at " + place);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(@Nullable Object node) {
    if (node instanceof Map<?, ?> map) {
      return (Map<String, Object>) map;
    }
    throw new IllegalStateException("a part of the API's description is no object");
  }

  /** JSON's types alone. */
  private static final class StringTimes extends SafeConstructor {
    StringTimes(LoaderOptions options) {
      super(options);
      this.yamlConstructors.put(Tag.TIMESTAMP, new SafeConstructor.ConstructYamlStr());
    }
  }
}
