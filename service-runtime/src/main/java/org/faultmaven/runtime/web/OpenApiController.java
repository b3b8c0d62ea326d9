package org.faultmaven.runtime.web;

import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** {@code GET /api/v1/openapi.json}: what this process answers under {@code /api/v1}. */
@RestController
final class OpenApiController {
  private final byte[] document;

  OpenApiController(List<OpenApiPart> parts) {
    this.document = new JsonMapper().writeValueAsBytes(OpenApi.of(parts));
  }

  @GetMapping(path = "/api/v1/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
  byte[] document() {
    return document.clone();
  }
}
