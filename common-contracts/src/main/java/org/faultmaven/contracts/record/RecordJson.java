package org.faultmaven.contracts.record;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * The JSON of records in SANITIZED topics. Unknown fields are skipped, so that an older reader
 * lives on; but for the {@link RecordFormat}.
 */
final class RecordJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
          .addModule(sanitizedText())
          .addHandler(RecordFormat.refusingNewer("a record"))
          .build();

  private RecordJson() {}

  static byte[] write(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  static <T> T read(byte[] json, Class<T> type) {
    try {
      T value = MAPPER.readValue(json, type);
      if (value == null) {
        throw new IllegalArgumentException("null is no " + type.getSimpleName());
      }
      return value;
    } catch (JacksonException e) {
      RecordFormat.rethrow(e);
      // Without the cause: Jackson's messages quote the text.
      throw new IllegalArgumentException(
          "not the JSON of a " + type.getSimpleName() + " (" + e.getClass().getSimpleName() + ")");
    }
  }

  private static String string(JsonParser json, DeserializationContext context) {
    if (!json.hasToken(JsonToken.VALUE_STRING)) {
      // getString would take a brace for the text.
      context.reportWrongTokenException(
          String.class, JsonToken.VALUE_STRING, "a text is a JSON string");
    }
    return json.getString();
  }

  private static SimpleModule sanitizedText() {
    var module = new SimpleModule("sanitized-text");
    module.addSerializer(
        SanitizedText.class,
        new ValueSerializer<>() {
          @Override
          public void serialize(
              SanitizedText value, JsonGenerator json, SerializationContext context) {
            json.writeString(value.text());
          }
        });
    module.addKeySerializer(
        SanitizedText.class,
        new ValueSerializer<>() {
          @Override
          public void serialize(
              SanitizedText value, JsonGenerator json, SerializationContext context) {
            json.writeName(value.text());
          }
        });
    module.addDeserializer(
        SanitizedText.class,
        new ValueDeserializer<>() {
          @Override
          public SanitizedText deserialize(JsonParser json, DeserializationContext context) {
            return new SanitizedText(string(json, context));
          }
        });
    module.addKeyDeserializer(
        SanitizedText.class,
        new KeyDeserializer() {
          @Override
          public Object deserializeKey(String key, DeserializationContext context) {
            return new SanitizedText(key);
          }
        });
    module.addSerializer(
        Tenant.class,
        new ValueSerializer<>() {
          @Override
          public void serialize(Tenant value, JsonGenerator json, SerializationContext context) {
            json.writeString(value.name());
          }
        });
    module.addDeserializer(
        Tenant.class,
        new ValueDeserializer<>() {
          @Override
          public Tenant deserialize(JsonParser json, DeserializationContext context) {
            return new Tenant(string(json, context));
          }
        });
    return module;
  }
}
