package org.faultmaven.query.web;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * Reads a request's JSON into a record, strictly: a misspelt field must not pass for an absent one.
 * Says what is wrong by the record's own field names, and never quotes.
 */
public final class JsonBody {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              text ->
                  text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private JsonBody() {}

  /**
   * @param maxBytes above which the answer is 413
   * @throws ErrorResponseException 400 or 413, saying what to do
   */
  public static <T extends Record> T read(InputStream body, Class<T> type, int maxBytes) {
    byte[] json = bytes(body, maxBytes);
    try {
      T value = MAPPER.readValue(json, type);
      if (value == null) {
        throw Problem.badRequest("The body is null. " + fields(type));
      }
      return value;
    } catch (UnrecognizedPropertyException e) {
      throw Problem.badRequest("The body has a field that is not known. " + fields(type));
    } catch (MismatchedInputException e) {
      throw Problem.badRequest(mismatch(e, type));
    } catch (JacksonException e) {
      // Without the cause: Jackson's messages quote the text.
      throw Problem.badRequest("The body is not JSON, or has a field twice. " + fields(type));
    }
  }

  private static byte[] bytes(InputStream body, int maxBytes) {
    byte[] json;
    try {
      json = body.readNBytes(maxBytes + 1);
    } catch (IOException e) {
      throw Problem.badRequest("The body broke off. Send the request again.");
    }
    if (json.length > maxBytes) {
      throw Problem.of(
          HttpStatus.CONTENT_TOO_LARGE,
          "The request is too large",
          "A body here has at most " + maxBytes + " bytes. Send less.");
    }
    return json;
  }

  private static String mismatch(MismatchedInputException e, Class<?> type) {
    if (e.getPath().isEmpty()) {
      return "The body is not a JSON object. " + fields(type);
    }
    String field = e.getPath().getFirst().getPropertyName();
    return "The field " + field + " is of the wrong type. " + fields(type);
  }

  private static String fields(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(JsonBody::field)
        .collect(Collectors.joining(", ", "Send an object with: ", "."));
  }

  private static String field(RecordComponent component) {
    Class<?> type = component.getType();
    if (type == Integer.class) {
      return component.getName() + " (a whole number)";
    }
    if (type == JsonNode.class) {
      return component.getName() + " (an object)";
    }
    return component.getName() + (type == String.class ? " (a string)" : " (a list of strings)");
  }
}
