package org.faultmaven.runtime;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A problem document (RFC 9457) from a filter, where Spring MVC does not write it. */
public final class ProblemAnswer {
  private ProblemAnswer() {}

  /**
   * @param detail what to do; nothing of the request
   */
  public static void write(HttpServletResponse response, int status, String title, String detail)
      throws IOException {
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("type", "about:blank");
    problem.put("title", title);
    problem.put("status", status);
    problem.put("detail", detail);
    response.setStatus(status);
    response.setContentType("application/problem+json");
    response.getOutputStream().write(JsonMapper.shared().writeValueAsBytes(problem));
  }
}
