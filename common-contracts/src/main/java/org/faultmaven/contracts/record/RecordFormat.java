package org.faultmaven.contracts.record;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.DeserializationProblemHandler;

/**
 * The version of what is written to topics and stores. What names none is of format 1. A field that
 * old readers may skip needs no new format; anything they would misunderstand does, and then stands
 * first in its JSON as {@link #FIELD}, or in a header of a record whose value is the user's own.
 */
public final class RecordFormat {
  /** The newest that this version reads. */
  public static final int NEWEST = 1;

  /** The field of a JSON object that names its format. */
  public static final String FIELD = "format";

  private RecordFormat() {}

  /**
   * @param what kind of record it is
   * @throws NewerFormatException when it is newer than this version
   */
  public static void check(String what, int format) {
    if (format > NEWEST) {
      throw new NewerFormatException(what, format);
    }
  }

  /**
   * For the mapper of a record's JSON that skips unknown fields: {@link #FIELD} is none of them.
   *
   * @param what kind of record it is
   */
  public static DeserializationProblemHandler refusingNewer(String what) {
    return new DeserializationProblemHandler() {
      @Override
      public boolean handleUnknownProperty(
          DeserializationContext context,
          JsonParser json,
          @Nullable ValueDeserializer<?> deserializer,
          Object beanOrClass,
          String property) {
        if (property.equals(FIELD)) {
          check(what, json.isExpectedNumberIntToken() ? json.getIntValue() : Integer.MAX_VALUE);
        }
        return false;
      }
    };
  }

  /**
   * Throws the refusal that a mapper wrapped, if that is why it failed.
   *
   * @throws NewerFormatException when it is
   */
  public static void rethrow(JacksonException failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof NewerFormatException newer) {
        throw newer;
      }
    }
  }
}
