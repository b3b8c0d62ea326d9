package org.faultmaven.contracts.tool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import org.faultmaven.contracts.record.RecordFormat;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an instance of a tool says of itself on the registry topic, again and again: the record's
 * value. Untrusted, as anybody may write one.
 *
 * @param version 1 to 32 letters, digits, dots, underscores and hyphens; another one whenever
 *     description, schema or behaviour change
 * @param owner who answers for it, for people
 * @param heartbeat how often it is repeated
 */
public record ToolAnnouncement(
    ToolDescription description, String version, String owner, Duration heartbeat) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  public ToolAnnouncement {
    check(
        ToolProtocol.VERSION_FORM.matcher(version).matches(),
        "version is 1 to 32 letters, digits, dots, underscores and hyphens");
    check(
        !description.description().isBlank()
            && description.description().length() <= ToolProtocol.MAX_DESCRIPTION,
        "description is a text of at most " + ToolProtocol.MAX_DESCRIPTION + " characters");
    check(
        description.argumentsSchema().length() <= ToolProtocol.MAX_SCHEMA,
        "argumentsSchema has at most " + ToolProtocol.MAX_SCHEMA + " characters");
    check(
        owner.length() <= ToolProtocol.MAX_OWNER,
        "owner has at most " + ToolProtocol.MAX_OWNER + " characters");
    check(
        heartbeat.compareTo(ToolProtocol.MIN_HEARTBEAT) >= 0
            && heartbeat.compareTo(ToolProtocol.MAX_HEARTBEAT) <= 0,
        "heartbeatSeconds is 1 to 60");
  }

  /**
   * Reads a record's value.
   *
   * @param tool from the record's key
   * @throws IllegalArgumentException saying what is wrong, without content
   */
  public static ToolAnnouncement parse(String tool, byte[] value) {
    check(
        value.length <= ToolProtocol.MAX_ANNOUNCEMENT,
        "the value has at most " + ToolProtocol.MAX_ANNOUNCEMENT + " bytes");
    JsonNode json = read(value);
    check(
        json.path(RecordFormat.FIELD).asInt(1) <= RecordFormat.NEWEST,
        "format is at most " + RecordFormat.NEWEST + "; this service knows no later one");
    check(json.path("description").isString(), "description is a string");
    check(json.path("argumentsSchema").isObject(), "argumentsSchema is a JSON object");
    check(json.path("readOnly").isBoolean(), "readOnly is true or false");
    check(json.path("version").isString(), "version is a string");
    check(json.path("owner").isString(), "owner is a string");
    check(json.path("heartbeatSeconds").isInt(), "heartbeatSeconds is a whole number of seconds");
    return new ToolAnnouncement(
        new ToolDescription(
            tool,
            json.path("description").stringValue(),
            json.path("argumentsSchema").toString(),
            json.path("readOnly").booleanValue()),
        json.path("version").stringValue(),
        json.path("owner").stringValue(),
        Duration.ofSeconds(json.path("heartbeatSeconds").intValue()));
  }

  private static JsonNode read(byte[] value) {
    try {
      JsonNode json = JSON.readTree(value);
      check(json.isObject(), "the value is a JSON object");
      return json;
    } catch (JacksonException e) {
      // Without the cause: Jackson's messages quote the text.
      throw new IllegalArgumentException("the value is not JSON, or has a name twice");
    }
  }

  /**
   * The record's value.
   *
   * @throws IllegalArgumentException when the schema is no JSON object, or all of it is too large
   */
  public byte[] toBytes() {
    ObjectNode json = JSON.createObjectNode();
    json.put("version", version);
    json.put("description", description.description());
    JsonNode schema = read(description.argumentsSchema().getBytes(UTF_8));
    json.set("argumentsSchema", schema);
    json.put("readOnly", description.readOnly());
    json.put("owner", owner);
    json.put("heartbeatSeconds", heartbeat.toSeconds());
    byte[] bytes = JSON.writeValueAsBytes(json);
    check(
        bytes.length <= ToolProtocol.MAX_ANNOUNCEMENT,
        "the value has at most " + ToolProtocol.MAX_ANNOUNCEMENT + " bytes");
    return bytes;
  }

  private static void check(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }

  /** Without what the tool wrote. */
  @Override
  public String toString() {
    return "ToolAnnouncement[" + description.name() + "]";
  }
}
