package org.faultmaven.runtime.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.faultmaven.contracts.record.NewerFormatException;
import org.faultmaven.contracts.record.RecordFormat;
import org.faultmaven.contracts.record.Tenant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * An API key as the topic of keys holds it: with a hash of its secret and never the secret. A plain
 * SHA-256 will do, since the secret is 256 random bits and can't be guessed.
 *
 * @param id begins the key; no secret
 * @param name what its owner calls it
 * @param hash SHA-256 of the secret, in hexadecimal digits
 * @param expiresAt never when null
 */
public record ApiKey(
    String id,
    String name,
    String tenant,
    String role,
    String hash,
    Instant createdAt,
    @Nullable Instant expiresAt) {
  private static final Pattern FORM = Pattern.compile("fmk_([a-z0-9]{10})_([A-Za-z0-9_-]{43})");
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final int ID_LETTERS = 10;
  private static final int SECRET_BYTES = 32;
  private static final JsonMapper JSON =
      JsonMapper.builder().addHandler(RecordFormat.refusingNewer("an API key")).build();

  /**
   * A new key.
   *
   * @param text the key itself, to be shown once
   */
  public record Issued(ApiKey key, String text) {
    @Override
    public String toString() {
      return "Issued[" + key.id() + "]";
    }
  }

  /** A text that may be a key. */
  record Given(String id, String secret) {
    /** Empty when it has not the form of one. */
    static Optional<Given> in(String text) {
      Matcher form = FORM.matcher(text);
      return form.matches()
          ? Optional.of(new Given(form.group(1), form.group(2)))
          : Optional.empty();
    }

    @Override
    public String toString() {
      return "Given[" + id + "]";
    }
  }

  /** Makes a key out of 256 random bits. */
  public static Issued issue(
      String name,
      Tenant tenant,
      Role role,
      Instant now,
      @Nullable Instant expiresAt,
      SecureRandom random) {
    var id = new StringBuilder();
    for (int letter = 0; letter < ID_LETTERS; letter++) {
      id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    var bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    var key =
        new ApiKey(
            id.toString(), name, tenant.name(), role.toString(), hash(secret), now, expiresAt);
    return new Issued(key, "fmk_" + id + "_" + secret);
  }

  /** As the topic holds it. */
  public byte[] toJson() {
    return JSON.writeValueAsBytes(this);
  }

  /**
   * The key that a record of the topic holds: empty when it revokes one, or holds none of this id.
   *
   * @param id the record's key
   */
  public static Optional<ApiKey> fromRecord(String id, byte @Nullable [] value) {
    return value == null ? Optional.empty() : fromJson(value).filter(key -> key.id().equals(id));
  }

  /** Empty when it is none, or of a later format: what that would forbid is not known here. */
  static Optional<ApiKey> fromJson(byte[] json) {
    try {
      ApiKey key = JSON.readValue(json, ApiKey.class);
      boolean whole =
          key != null
              && key.id() != null
              && key.hash() != null
              && key.name() != null
              && key.createdAt() != null
              && key.tenant() != null
              && Tenant.isName(key.tenant())
              && key.role() != null
              && Role.named(key.role()).isPresent();
      return whole ? Optional.of(key) : Optional.empty();
    } catch (JacksonException | NewerFormatException e) {
      return Optional.empty();
    }
  }

  boolean isValid(Given given, Instant now) {
    return MessageDigest.isEqual(hash(given.secret()).getBytes(UTF_8), hash.getBytes(UTF_8))
        && (expiresAt == null || now.isBefore(expiresAt));
  }

  Caller caller() {
    return new Caller("key:" + id, new Tenant(tenant), Role.named(role).orElseThrow());
  }

  static String hash(String secret) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
