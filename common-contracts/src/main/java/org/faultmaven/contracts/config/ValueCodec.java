package org.faultmaven.contracts.config;

import java.util.function.Function;

/**
 * How one type of setting is read from text and written back.
 *
 * @param type its name in the documentation
 * @param accepted what may be given, to follow {@code is not}
 * @param parser takes stripped text; throws what {@link ValueCodecs} lists when it can't be read
 * @param printer writes a value as it could be given
 */
record ValueCodec(
    String type,
    String accepted,
    Function<String, Object> parser,
    Function<Object, String> printer) {

  static ValueCodec of(String type, String accepted, Function<String, Object> parser) {
    return new ValueCodec(type, accepted, parser, Object::toString);
  }
}
