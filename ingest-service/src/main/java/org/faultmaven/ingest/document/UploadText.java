package org.faultmaven.ingest.document;

import java.util.Objects;
import org.faultmaven.contracts.config.DataSize;
import org.faultmaven.ingest.extraction.DocumentFormat;
import org.faultmaven.ingest.extraction.Extracted;
import org.faultmaven.ingest.extraction.ExtractionRequest;
import org.faultmaven.ingest.extraction.Extractor;
import org.faultmaven.ingest.extraction.Refusal;
import org.faultmaven.ingest.extraction.RefusedException;
import org.faultmaven.ingest.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.ErrorResponseException;

/** Makes an upload of what was sent: text as it is, of other formats the text in them. */
final class UploadText {
  private final Extractor extractor;
  private final int limit;

  /**
   * @param limit of the text
   */
  UploadText(Extractor extractor, DataSize limit) {
    this.extractor = extractor;
    this.limit = Math.toIntExact(limit.bytes());
  }

  /**
   * @param sent not copied
   * @param type as it was declared, if it was
   * @param share of the memory, which grows to what the text takes
   * @throws ErrorResponseException 400, 413, 415 or 422 when there is no text of it, 503 when there
   *     is too much under way
   */
  Upload of(
      byte[] sent,
      @Nullable MediaType type,
      @Nullable String fileName,
      Description description,
      UploadMemory.Share share) {
    DocumentFormat format =
        DocumentFormat.of(sent, fileName, type == null ? null : UploadTypes.name(type));
    if (format.isText()) {
      refuseMisdeclared(type);
      byte[] text = DocumentText.checked(sent);
      return new Upload(text, text, format == DocumentFormat.MARKDOWN, description, fileName);
    }
    var request =
        new ExtractionRequest(
            format, Objects.requireNonNullElse(fileName, ""), charset(type), limit, sent);
    try {
      Extracted extracted = extractor.extract(request, share::grow);
      byte[] text = DocumentText.checked(extracted.text());
      return new Upload(sent, text, extracted.outlined(), description, fileName);
    } catch (RefusedException e) {
      throw Problem.of(status(e.refusal()), e.refusal().title(), e.refusal().advice());
    }
  }

  /** A type whose documents have a signature was declared, and this one has none. */
  private static void refuseMisdeclared(@Nullable MediaType type) {
    if (type != null && UploadTypes.isBinary(type)) {
      throw Problem.of(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE,
          "The document is not what its Content-Type says",
          "It does not begin like one. Send text as text/plain, text/markdown or text/csv.");
    }
  }

  private static HttpStatus status(Refusal refusal) {
    return switch (refusal) {
      case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
      case UNSUPPORTED -> HttpStatus.UNSUPPORTED_MEDIA_TYPE;
      case NOT_UTF8 -> HttpStatus.BAD_REQUEST;
      default -> HttpStatus.UNPROCESSABLE_CONTENT;
    };
  }

  private static String charset(@Nullable MediaType type) {
    String charset = type == null ? null : type.getParameter("charset");
    return charset == null ? "" : charset;
  }
}
