package org.faultmaven.contracts.record;

import com.google.errorprone.annotations.CompileTimeConstant;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON object made of what can hold nobody's data: names that stand in the source code, sanitised
 * texts, numbers, times, and what identifies an entry. Not safe for use by several threads.
 */
public final class SanitizedJson {
  private final ObjectNode object = JsonMapper.shared().createObjectNode();

  public SanitizedJson put(@CompileTimeConstant final String name, SanitizedText value) {
    object.put(name, value.text());
    return this;
  }

  public SanitizedJson put(@CompileTimeConstant final String name, long value) {
    object.put(name, value);
    return this;
  }

  public SanitizedJson put(@CompileTimeConstant final String name, double value) {
    object.put(name, value);
    return this;
  }

  public SanitizedJson put(@CompileTimeConstant final String name, boolean value) {
    object.put(name, value);
    return this;
  }

  /** ISO 8601, in UTC. */
  public SanitizedJson put(@CompileTimeConstant final String name, Instant value) {
    object.put(name, value.toString());
    return this;
  }

  public SanitizedJson put(@CompileTimeConstant final String name, SanitizedJson value) {
    object.set(name, value.object);
    return this;
  }

  public SanitizedJson put(@CompileTimeConstant final String name, List<SanitizedJson> values) {
    ArrayNode array = object.putArray(name);
    values.forEach(value -> array.add(value.object));
    return this;
  }

  /** Under {@code id}, the entry's. */
  public SanitizedJson id(Entry entry) {
    object.put("id", entry.id());
    return this;
  }

  /** Under {@code citation}, all that opens it. */
  public SanitizedJson citation(Citation citation) {
    object.set("citation", JsonMapper.shared().readTree(RecordJson.write(citation)));
    return this;
  }

  /**
   * A string of a sanitised JSON object; null when it has none of that name.
   *
   * @throws IllegalArgumentException when it is no JSON; says nothing of what it holds
   */
  public static @Nullable SanitizedText string(SanitizedText json, String name) {
    try {
      JsonNode value = JsonMapper.shared().readTree(json.text()).path(name);
      return value.isString() ? new SanitizedText(value.stringValue()) : null;
    } catch (JacksonException e) {
      // Without the cause: Jackson's messages quote the text.
      throw new IllegalArgumentException("no JSON");
    }
  }

  public SanitizedText text() {
    return new SanitizedText(object.toString());
  }
}
