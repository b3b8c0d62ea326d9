package org.faultmaven.ingest.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.faultmaven.contracts.port.ISessionStore;
import org.faultmaven.contracts.record.Session;
import org.faultmaven.contracts.record.Tenant;
import org.junit.jupiter.api.Test;
import org.springframework.web.ErrorResponseException;

class UploadSessionsTest {
  private static final String ID = "7b1e2f0a-58a2-4f58-9d8b-0c3a0f6f2a11";

  private final ISessionStore store = mock();
  private final UploadSessions sessions = new UploadSessions(store, Tenant.DEFAULT);

  @Test
  void aSessionMustLiveBeforeAnythingIsAccepted() {
    assertThat(status(() -> sessions.require(ID))).isEqualTo(404);
    when(store.exists(Tenant.DEFAULT, ID)).thenReturn(true);
    sessions.require(ID);
  }

  @Test
  void aDocumentIsNotedOnce() {
    when(store.get(Tenant.DEFAULT, ID, 0)).thenReturn(Optional.of(session("known")));
    when(store.appendUpload(Tenant.DEFAULT, ID, "new")).thenReturn(true);

    sessions.add(ID, "new");
    sessions.add(ID, "known");

    verify(store).appendUpload(Tenant.DEFAULT, ID, "new");
    verify(store, never()).appendUpload(any(), any(), eq("known"));
  }

  @Test
  void aSessionThatEndsMeanwhileIsSaid() {
    assertThat(status(() -> sessions.add(ID, "new"))).isEqualTo(404);
    when(store.get(Tenant.DEFAULT, ID, 0)).thenReturn(Optional.of(session("known")));
    assertThat(status(() -> sessions.add(ID, "new"))).isEqualTo(404);
  }

  @Test
  void withoutACommonStoreThereAreNone() {
    var none = new UploadSessions(null, Tenant.DEFAULT);
    assertThat(status(() -> none.require(ID))).isEqualTo(422);
  }

  private static int status(ThrowingCallable call) {
    ErrorResponseException refused = catchThrowableOfType(ErrorResponseException.class, call);
    assertThat(refused.getBody().getDetail()).contains("without sessionId");
    return refused.getStatusCode().value();
  }

  private static Session session(String upload) {
    return new Session(
        ID,
        Tenant.DEFAULT,
        null,
        null,
        Instant.EPOCH,
        Instant.EPOCH,
        Instant.EPOCH,
        List.of(upload),
        List.of());
  }
}
