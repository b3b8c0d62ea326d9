package org.faultmaven.runtime.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.record.Tenant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiKeyTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Tenant ACME = new Tenant("acme");

  private final ApiKeys keys = new ApiKeys(Clock.fixed(NOW, ZoneOffset.UTC));

  /** The topic was read to its end. */
  @BeforeEach
  void readAll() {
    keys.caughtUp();
  }

  private static ApiKey.Issued issue(@Nullable Instant expiresAt) {
    return ApiKey.issue("console", ACME, Role.WRITE, NOW, expiresAt, new SecureRandom());
  }

  private void stands(String id, byte @Nullable [] value) {
    keys.record(new ConsumerRecord<>("keys", 0, 0, id.getBytes(UTF_8), value), true);
  }

  @Test
  void aKeyIsKnownByItsSecretWhichNothingHolds() {
    ApiKey.Issued issued = issue(null);
    byte[] stored = issued.key().toJson();
    stands(issued.key().id(), stored);

    Caller caller = keys.caller(issued.text()).orElseThrow();

    assertThat(caller).isEqualTo(new Caller("key:" + issued.key().id(), ACME, Role.WRITE));
    String secret = issued.text().substring(issued.text().lastIndexOf('_') + 1);
    assertThat(new String(stored, UTF_8)).doesNotContain(secret);
    assertThat(issued.toString()).doesNotContain(secret);
    assertThat(ApiKey.Given.in(issued.text()).orElseThrow().toString()).doesNotContain(secret);
  }

  @Test
  void anotherSecretOrFormIsNobodys() {
    ApiKey.Issued issued = issue(null);
    stands(issued.key().id(), issued.key().toJson());
    String other = issue(null).text();

    assertThat(keys.caller("fmk_" + issued.key().id() + other.substring(other.length() - 44)))
        .isEmpty();
    assertThat(keys.caller(other)).isEmpty();
    assertThat(keys.caller(issued.text() + "x")).isEmpty();
    assertThat(keys.caller("")).isEmpty();
  }

  @Test
  void aRevokedKeyIsNobodys() {
    ApiKey.Issued issued = issue(null);
    stands(issued.key().id(), issued.key().toJson());
    stands(issued.key().id(), null);

    assertThat(keys.caller(issued.text())).isEmpty();
  }

  @Test
  void whatCantBeReadInAKeysPlaceRevokesIt() {
    ApiKey.Issued issued = issue(null);
    stands(issued.key().id(), issued.key().toJson());
    stands(issued.key().id(), "{\"id\":".getBytes(UTF_8));

    assertThat(keys.caller(issued.text())).isEmpty();
  }

  @Test
  void aKeyUnderAnothersIdDoesNotCount() {
    ApiKey.Issued issued = issue(null);
    stands("abcdefghij", issued.key().toJson());

    assertThat(keys.caller(issued.text())).isEmpty();
  }

  @Test
  void aRevokedKeyDoesNotComeBackWhileTheTopicIsReadOnceMore() {
    ApiKey.Issued revoked = issue(null);
    ApiKey.Issued live = issue(null);
    keys.begin();
    stands(live.key().id(), live.key().toJson());
    keys.caughtUp();

    keys.begin();
    stands(revoked.key().id(), revoked.key().toJson());
    assertThat(keys.caller(revoked.text())).as("its revocation may come next").isEmpty();
    assertThat(keys.caller(live.text())).as("known before").isPresent();
    stands(revoked.key().id(), null);
    keys.caughtUp();

    assertThat(keys.caller(revoked.text())).isEmpty();
    assertThat(keys.caller(live.text())).as("it stands there no more").isEmpty();
  }

  @Test
  void anExpiredKeyIsNobodys() {
    ApiKey.Issued expired = issue(NOW);
    ApiKey.Issued live = issue(NOW.plus(Duration.ofSeconds(1)));
    stands(expired.key().id(), expired.key().toJson());
    stands(live.key().id(), live.key().toJson());

    assertThat(keys.caller(expired.text())).isEmpty();
    assertThat(keys.caller(live.text())).isPresent();
  }

  @Test
  void untilTheKeysAreReadNothingIsSaidOfThem() {
    ApiKey.Issued issued = issue(null);
    var unread = new ApiKeys(Clock.systemUTC());

    assertThatThrownBy(() -> unread.caller(issued.text()))
        .isInstanceOfSatisfying(BackendException.class, e -> assertThat(e.retryable()).isTrue());
    assertThat(unread.isRead()).isFalse();
    assertThat(unread.caller("some.other.token")).isEmpty();
  }

  @Test
  void aKeyWithoutItsPartsIsNone() {
    for (String json :
        new String[] {"{}", "[]", "7", "", "null", "{\"id\":\"a\",\"tenant\":\"Not One\"}"}) {
      assertThat(ApiKey.fromJson(json.getBytes(UTF_8))).isEqualTo(Optional.empty());
    }
  }
}
