package org.faultmaven.ingest.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Map;
import java.util.Objects;
import org.faultmaven.contracts.config.DataSize;
import org.faultmaven.ingest.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.MutableCoercionConfig;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * Reads an upload that comes as JSON. Its answers say where the JSON is wrong, and quote nothing.
 */
final class Envelope {
  /** The fields; a name that is none of them is an error, since it would have no effect. */
  record Body(
      @Nullable String title,
      @Nullable String text,
      @Nullable String source,
      @Nullable Map<String, String> labels,
      @Nullable String occurredAt,
      @Nullable String sessionId) {
    /** Content-free. */
    @Override
    public String toString() {
      return "Body";
    }
  }

  private final JsonMapper mapper;

  /**
   * @param limit of a string in it, in characters
   */
  Envelope(DataSize limit) {
    var constraints =
        StreamReadConstraints.builder().maxStringLength(Math.toIntExact(limit.bytes())).build();
    this.mapper =
        JsonMapper.builder(JsonFactory.builder().streamReadConstraints(constraints).build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .withCoercionConfig(LogicalType.Textual, Envelope::stringsOnly)
            .build();
  }

  /**
   * @throws ErrorResponseException 400 when it is no envelope, 415 when its text is binary
   */
  Upload read(byte[] json) {
    Body body = parse(json);
    String text = body == null ? null : body.text();
    if (body == null || text == null) {
      throw broken("The field text is missing.");
    }
    Map<String, String> labels = body.labels() == null ? Map.of() : body.labels();
    if (labels.values().stream().anyMatch(Objects::isNull)) {
      throw broken("A label is null.");
    }
    Description described =
        Description.checked(
            body.title(), body.source(), labels, body.occurredAt(), body.sessionId());
    return new Upload(DocumentText.checked(utf8(text)), described, null);
  }

  private @Nullable Body parse(byte[] json) {
    try {
      return mapper.readValue(json, Body.class);
    } catch (UnrecognizedPropertyException e) {
      throw broken("It has a field that is unknown" + place(e) + ".");
    } catch (JacksonException e) {
      // Without the cause: its message quotes the text.
      throw broken("It is wrong" + place(e) + ".");
    }
  }

  private static void stringsOnly(MutableCoercionConfig strings) {
    strings
        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
  }

  private static String place(JacksonException e) {
    TokenStreamLocation at = e.getLocation();
    return at == null || at.getLineNr() < 1
        ? ""
        : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
  }

  /** JSON can escape half a surrogate pair, which is no character. */
  private static byte[] utf8(String text) {
    try {
      ByteBuffer bytes = UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] copy = new byte[bytes.remaining()];
      bytes.get(copy);
      return copy;
    } catch (CharacterCodingException e) {
      throw broken("The text holds half of a surrogate pair.");
    }
  }

  private static ErrorResponseException broken(String what) {
    return Problem.of(
        HttpStatus.BAD_REQUEST,
        "The JSON is not an upload",
        what
            + " Send an object with the string text and, if you like, title, source, labels (an"
            + " object of strings), occurredAt and sessionId. To upload a JSON file as it is, send"
            + " it as the part named file of multipart/form-data (curl -F file=@NAME).");
  }
}
