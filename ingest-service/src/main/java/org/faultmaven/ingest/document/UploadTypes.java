package org.faultmaven.ingest.document;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.MediaType;

/** The content types a document can be sent as in a request's own body. */
final class UploadTypes {
  /** In UTF-8, unless something else is refused. */
  private static final Set<String> TEXT =
      Set.of("text/plain", "text/markdown", "text/csv", "text/xml", "application/xml");

  /** Text that says its encoding itself. */
  private static final Set<String> SELF_DESCRIBING =
      Set.of("text/html", "application/xhtml+xml", "message/rfc822");

  private static final Set<String> BINARY =
      Set.of(
          "application/pdf",
          "application/msword",
          "application/vnd.ms-excel",
          "application/vnd.ms-powerpoint",
          "application/vnd.ms-outlook",
          "application/zip",
          "application/gzip",
          "application/x-gzip");

  private static final List<String> BINARY_FAMILIES =
      List.of(
          "application/vnd.openxmlformats-officedocument.",
          "application/vnd.ms-word.",
          "application/vnd.ms-excel.",
          "application/vnd.ms-powerpoint.");

  private UploadTypes() {}

  static boolean isText(MediaType type) {
    return TEXT.contains(name(type));
  }

  /** Whether documents of this type have a signature. */
  static boolean isBinary(MediaType type) {
    String name = name(type);
    return BINARY.contains(name) || BINARY_FAMILIES.stream().anyMatch(name::startsWith);
  }

  /** Any that is taken; what the bytes are counts in the end. */
  static boolean isTaken(MediaType type) {
    return isText(type)
        || isBinary(type)
        || SELF_DESCRIBING.contains(name(type))
        || name(type).equals(MediaType.APPLICATION_OCTET_STREAM_VALUE);
  }

  /** Without parameters, in lower case. */
  static String name(MediaType type) {
    return (type.getType() + "/" + type.getSubtype()).toLowerCase(Locale.ROOT);
  }
}
