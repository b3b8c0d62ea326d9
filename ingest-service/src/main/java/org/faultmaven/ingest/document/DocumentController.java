package org.faultmaven.ingest.document;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.faultmaven.contracts.record.DocumentEvent.Stage;
import org.faultmaven.contracts.record.DocumentState;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.ingest.web.Listed;
import org.faultmaven.ingest.web.Page;
import org.faultmaven.ingest.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/documents}. */
@RestController
@RequestMapping(DocumentAnswer.PATH)
final class DocumentController {
  /** Visible ASCII: what the header's draft standard takes. */
  private static final Pattern IDEMPOTENCY_KEY = Pattern.compile("[\\x20-\\x7e]{1,255}");

  private final UploadReader reader;
  private final UploadMemory memory;
  private final Documents documents;
  private final UploadSessions sessions;
  private final String cleanTopic;

  DocumentController(
      UploadReader reader,
      UploadMemory memory,
      Documents documents,
      UploadSessions sessions,
      Topics topics) {
    this.reader = reader;
    this.memory = memory;
    this.documents = documents;
    this.sessions = sessions;
    this.cleanTopic = topics.cleanDocuments().name();
  }

  /** What an upload is answered with. */
  record Accepted(String documentId, String status, Map<String, String> links) {}

  @PostMapping
  ResponseEntity<Accepted> upload(
      HttpServletRequest request,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey)
      throws IOException {
    if (idempotencyKey != null && !IDEMPOTENCY_KEY.matcher(idempotencyKey).matches()) {
      throw Problem.of(
          HttpStatus.BAD_REQUEST,
          "The Idempotency-Key has the wrong form",
          "It is 1 to 255 ASCII characters; a random UUID is best.");
    }
    String id =
        memory.within(
            request.getContentLengthLong(),
            share -> accept(reader.read(request, share), idempotencyKey));
    return ResponseEntity.accepted()
        .location(URI.create(DocumentAnswer.PATH + "/" + id))
        .body(new Accepted(id, Stage.ACCEPTED.label(), DocumentAnswer.linksOf(id)));
  }

  private String accept(Upload upload, @Nullable String idempotencyKey) {
    String session = upload.description().sessionId();
    if (session == null) {
      return documents.accept(upload, idempotencyKey);
    }
    sessions.require(session);
    String id = documents.accept(upload, idempotencyKey);
    sessions.add(session, id);
    return id;
  }

  @GetMapping
  Listed<DocumentAnswer> list(
      @RequestParam(required = false) @Nullable String status,
      @RequestParam(required = false) @Nullable String source,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size) {
    Page asked = Page.of(page, size);
    List<DocumentState> found = documents.list(status == null ? null : stage(status), source);
    return new Listed<>(
        asked.of(found).stream().map(each -> DocumentAnswer.of(each, cleanTopic)).toList(),
        page,
        size,
        found.size());
  }

  @GetMapping("/{id}")
  DocumentAnswer get(@PathVariable String id) {
    Optional<DocumentState> document = documents.find(id);
    return DocumentAnswer.of(document.orElseThrow(DocumentController::unknown), cleanTopic);
  }

  @DeleteMapping("/{id}")
  ResponseEntity<Map<String, Object>> delete(@PathVariable String id) {
    if (!documents.delete(id)) {
      throw unknown();
    }
    return ResponseEntity.accepted()
        .body(Map.of("documentId", id, "links", DocumentAnswer.linksOf(id)));
  }

  private static Stage stage(String label) {
    return Arrays.stream(Stage.values())
        .filter(stage -> stage.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.of(
                    HttpStatus.BAD_REQUEST,
                    "No such status",
                    "status is one of "
                        + String.join(
                            ", ", Arrays.stream(Stage.values()).map(Stage::label).toList())
                        + "."));
  }

  private static ErrorResponseException unknown() {
    return Problem.of(
        HttpStatus.NOT_FOUND,
        "No such document",
        "No document with this id was accepted here. GET /api/v1/documents lists them.");
  }
}
