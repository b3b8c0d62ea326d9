package org.faultmaven.ingest.document;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.faultmaven.contracts.config.DataSize;
import org.faultmaven.ingest.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.util.WebUtils;

/**
 * Reads an upload from a request into memory, in any of the forms the API takes. Each way of being
 * wrong has an answer of its own; none quotes the request.
 */
final class UploadReader {
  private static final Set<String> PARAMETERS =
      Set.of("title", "source", "labels", "occurredAt", "sessionId");
  private static final String FILE = "file";
  private static final String ACCEPTED =
      "Send the text as text/plain, text/markdown or text/csv, a file as the part named file of"
          + " multipart/form-data (curl -F file=@NAME), or application/json with title, text,"
          + " source, labels, occurredAt and sessionId. A PDF, an Office file, HTML, XML, an"
          + " e-mail, a gzip or a zip can also be the body itself, with its own type.";

  private final DataSize limit;
  private final UploadText text;
  private final Envelope envelope;

  /**
   * @param limit of the text, and of the file; of the whole body for JSON
   */
  UploadReader(DataSize limit, UploadText text) {
    this.limit = limit;
    this.text = text;
    this.envelope = new Envelope(limit);
  }

  /**
   * @param share of the memory for it
   * @throws ErrorResponseException 400, 413, 415, 422 or 503
   * @throws IOException when the client goes away
   */
  Upload read(HttpServletRequest request, UploadMemory.Share share) throws IOException {
    if (request.getHeader(HttpHeaders.CONTENT_ENCODING) != null) {
      throw unsupported("The body is compressed; send it as it is. " + ACCEPTED);
    }
    MediaType type = type(request);
    if (type.isCompatibleWith(MediaType.MULTIPART_FORM_DATA)) {
      return multipart(request, share);
    }
    if (type.isCompatibleWith(MediaType.APPLICATION_JSON)) {
      refuseOtherCharset(type);
      return envelope.read(body(request));
    }
    if (UploadTypes.isText(type)) {
      refuseOtherCharset(type);
    }
    if (UploadTypes.isTaken(type)) {
      Description described = parameters(request);
      return text.of(body(request), type, null, described, share);
    }
    throw unsupported(ACCEPTED);
  }

  private static MediaType type(HttpServletRequest request) {
    String type = request.getContentType();
    if (type == null) {
      throw unsupported("The request has no Content-Type. " + ACCEPTED);
    }
    try {
      return MediaType.parseMediaType(type);
    } catch (InvalidMediaTypeException e) {
      throw unsupported("The Content-Type can't be read. " + ACCEPTED);
    }
  }

  private static void refuseOtherCharset(MediaType type) {
    Charset charset = type.getCharset();
    if (charset != null && !charset.equals(UTF_8) && !charset.equals(US_ASCII)) {
      throw unsupported("The charset must be UTF-8; convert the text first, with iconv say.");
    }
  }

  private byte[] body(HttpServletRequest request) throws IOException {
    if (request.getContentLengthLong() > limit.bytes()) {
      throw tooLarge();
    }
    try (InputStream in = request.getInputStream()) {
      byte[] body = in.readNBytes(Math.toIntExact(limit.bytes()) + 1);
      if (body.length > limit.bytes()) {
        throw tooLarge();
      }
      return body;
    }
  }

  private Upload multipart(HttpServletRequest request, UploadMemory.Share share)
      throws IOException {
    var parts = WebUtils.getNativeRequest(request, MultipartHttpServletRequest.class);
    if (parts == null) {
      throw new IllegalStateException("the container has no multipart resolver");
    }
    try {
      List<MultipartFile> files =
          parts.getMultiFileMap().values().stream().flatMap(List::stream).toList();
      if (files.size() != 1 || !files.getFirst().getName().equals(FILE)) {
        throw Problem.of(
            HttpStatus.BAD_REQUEST,
            "Not one file",
            "The form must hold exactly one file, as the part named file with a file name: curl -F"
                + " file=@NAME. Send several files as a request each.");
      }
      MultipartFile file = files.getFirst();
      if (file.getSize() > limit.bytes()) {
        throw tooLarge();
      }
      // Clients guess a part's type by its name, which counts itself.
      return text.of(
          file.getBytes(), null, baseName(file.getOriginalFilename()), parameters(parts), share);
    } catch (MaxUploadSizeExceededException e) {
      throw tooLarge();
    } catch (MultipartException e) {
      throw Problem.of(
          HttpStatus.BAD_REQUEST,
          "The form can't be read",
          "The body is not the multipart/form-data it says it is. Let the client set the"
              + " Content-Type with its boundary: curl -F file=@NAME.");
    }
  }

  private static Description parameters(HttpServletRequest request) {
    Map<String, String[]> all = request.getParameterMap();
    if (!PARAMETERS.containsAll(all.keySet())) {
      throw Problem.of(
          HttpStatus.BAD_REQUEST,
          "An unknown parameter",
          "The parameters of an upload are title, source, labels, occurredAt and sessionId. A file"
              + " needs a file name (curl -F file=@NAME).");
    }
    return Description.checked(
        request.getParameter("title"),
        request.getParameter("source"),
        Description.labels(Stream.of(all.getOrDefault("labels", new String[0])).toList()),
        request.getParameter("occurredAt"),
        request.getParameter("sessionId"));
  }

  /** A file's name without folders, which some clients send; null when there is none to keep. */
  private static @Nullable String baseName(@Nullable String path) {
    if (path == null) {
      return null;
    }
    String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    boolean keep =
        !name.isBlank()
            && name.length() <= Description.MAX_CHARS
            && name.chars().noneMatch(Character::isISOControl);
    return keep ? name.strip() : null;
  }

  private ErrorResponseException tooLarge() {
    return Problem.of(
        HttpStatus.CONTENT_TOO_LARGE,
        "The upload is too large",
        "An upload is at most "
            + limit
            + ". Split it, produce it line by line to a raw log topic, or raise"
            + " server.max-upload.");
  }

  private static ErrorResponseException unsupported(String detail) {
    return Problem.of(
        HttpStatus.UNSUPPORTED_MEDIA_TYPE, "This content type is not accepted", detail);
  }
}
