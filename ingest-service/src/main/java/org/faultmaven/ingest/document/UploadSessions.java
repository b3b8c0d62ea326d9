package org.faultmaven.ingest.document;

import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.ISessionStore;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.ingest.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** The sessions that uploads may belong to. */
final class UploadSessions {
  private final @Nullable ISessionStore store;
  private final Tenant tenant;

  /**
   * @param store null where this process has none in common with the query service
   */
  UploadSessions(@Nullable ISessionStore store, Tenant tenant) {
    this.store = store;
    this.tenant = tenant;
  }

  /**
   * Before anything is accepted.
   *
   * @throws ErrorResponseException 404 when the session is unknown, 422 when there are none here
   * @throws BackendException while the store is away
   */
  void require(String session) {
    if (!store().exists(tenant, session)) {
      throw unknown();
    }
  }

  /**
   * Notes an accepted document, once.
   *
   * @throws ErrorResponseException 404 when the session has ended meanwhile
   * @throws BackendException while the store is away
   */
  void add(String session, String documentId) {
    boolean known =
        store()
            .get(tenant, session, 0)
            .orElseThrow(UploadSessions::unknown)
            .dataUploads()
            .contains(documentId);
    if (!known && !store().appendUpload(tenant, session, documentId)) {
      throw unknown();
    }
  }

  private ISessionStore store() {
    if (store == null) {
      throw Problem.of(
          HttpStatus.UNPROCESSABLE_CONTENT,
          "There are no sessions here",
          "The services run apart and share no sessions: set REDIS_HOST for both, or send the"
              + " upload without sessionId.");
    }
    return store;
  }

  private static ErrorResponseException unknown() {
    return Problem.of(
        HttpStatus.NOT_FOUND,
        "No such session",
        "There is no live session of this id. Begin one with POST /api/v1/sessions of the query"
            + " service, or send the upload without sessionId.");
  }
}
