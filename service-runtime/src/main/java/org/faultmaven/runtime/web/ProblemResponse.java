package org.faultmaven.runtime.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes problem documents (RFC 9457) past Spring's choice of a format, which depends on what the
 * client sent and may fail on it.
 */
public final class ProblemResponse {
  static final String TYPE = "application/problem+json";
  private static final JsonMapper JSON = new JsonMapper();

  private ProblemResponse() {}

  /** Nothing when the answer has begun already. */
  static void write(HttpServletResponse response, ProblemDetail problem) throws IOException {
    if (response.isCommitted()) {
      return;
    }
    byte[] body = bytes(problem);
    response.resetBuffer();
    response.setStatus(problem.getStatus());
    response.setContentType(TYPE);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  /**
   * @param detail what to do; nothing of the request
   */
  public static void write(HttpServletResponse response, int status, String title, String detail)
      throws IOException {
    write(response, of(status, title, detail));
  }

  static byte[] bytes(ProblemDetail problem) {
    var members = new LinkedHashMap<String, Object>();
    members.put("title", String.valueOf(problem.getTitle()));
    members.put("status", problem.getStatus());
    members.put("detail", String.valueOf(problem.getDetail()));
    return JSON.writeValueAsBytes(members);
  }

  /** What can be said of a status alone. */
  static ProblemDetail of(int status) {
    HttpStatus known = HttpStatus.resolve(status);
    return of(status, known == null ? "Status " + status : known.getReasonPhrase(), advice(known));
  }

  static ProblemDetail of(int status, String title, String detail) {
    ProblemDetail problem = ProblemDetail.forStatus(status);
    problem.setTitle(title);
    problem.setDetail(detail);
    return problem;
  }

  private static String advice(@Nullable HttpStatus status) {
    return switch (status) {
      case BAD_REQUEST ->
          "The request's line, headers or parameters are not what HTTP allows, or not what this"
              + " address takes. Escape what stands in the address.";
      case NOT_FOUND -> "There is nothing at this address. See /api/v1/openapi.json.";
      case NOT_ACCEPTABLE ->
          "This address has no answer of a type that the header Accept takes. Take"
              + " application/json.";
      case CONTENT_TOO_LARGE, REQUEST_HEADER_FIELDS_TOO_LARGE -> "Send less.";
      case SERVICE_UNAVAILABLE -> "Send the request again later.";
      case null, default ->
          status != null && status.is5xxServerError()
              ? "Look into the log of the service, and report what it says."
              : "See /api/v1/openapi.json for what this address takes.";
    };
  }
}
