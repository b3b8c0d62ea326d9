package org.faultmaven.runtime.access;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import org.faultmaven.contracts.config.AccessConfig;
import org.faultmaven.contracts.port.BackendException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An issuer and what its tokens are checked by: its keys, found by its discovery document at the
 * first token. They are fetched again when a token names one that is not known, within the limit
 * that the library sets, and go on for hours while the issuer is away.
 */
final class OidcIssuer {
  private static final String AWAY =
      "the issuer of tokens (access.oidc-issuer) can't be asked for its keys";
  private static final Duration CLOCK_SKEW = Duration.ofSeconds(60);
  private static final Duration OUTAGE = Duration.ofHours(12);
  private static final Duration REMEMBERED = Duration.ofSeconds(5);
  private static final int CONNECT_MILLIS = 2_000;
  private static final int READ_MILLIS = 3_000;
  private static final int LARGEST_DOCUMENT = 1 << 20;

  private final DefaultResourceRetriever http =
      new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, LARGEST_DOCUMENT);
  private final String issuer;
  private final @Nullable String audience;
  private volatile @Nullable JwtDecoder decoder;
  private volatile long failedNanos;
  private volatile boolean failed;

  OidcIssuer(AccessConfig config) {
    this.issuer = String.valueOf(config.oidcIssuer());
    this.audience = config.oidcAudience();
  }

  /**
   * @throws BackendException retryable while the issuer has not told its keys
   */
  JwtDecoder decoder() {
    JwtDecoder known = decoder;
    return known == null ? found() : known;
  }

  private synchronized JwtDecoder found() {
    JwtDecoder known = decoder;
    if (known != null) {
      return known;
    }
    if (failed && System.nanoTime() - failedNanos < REMEMBERED.toNanos()) {
      throw new BackendException(AWAY, true);
    }
    try {
      JwtDecoder made = decoder(keys());
      decoder = made;
      return made;
    } catch (IOException | JacksonException | IllegalArgumentException e) {
      failed = true;
      failedNanos = System.nanoTime();
      throw away(e);
    }
  }

  static BackendException away(Throwable cause) {
    return new BackendException(AWAY, true, cause);
  }

  private URI keys() throws IOException {
    URI address = URI.create(issuer.replaceFirst("/$", "") + "/.well-known/openid-configuration");
    JsonNode document =
        JsonMapper.shared().readTree(http.retrieveResource(address.toURL()).getContent());
    if (!document.path("issuer").asString("").equals(issuer)) {
      throw new IllegalArgumentException("the discovery document is of another issuer");
    }
    return URI.create(document.path("jwks_uri").asString(""));
  }

  private JwtDecoder decoder(URI keys) throws IOException {
    var source =
        JWKSourceBuilder.<SecurityContext>create(keys.toURL(), http)
            .retrying(true)
            .outageTolerant(OUTAGE.toMillis())
            .build();
    var processor = new DefaultJWTProcessor<SecurityContext>();
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(JWSAlgorithm.Family.SIGNATURE, source));
    // RFC 9068 has access tokens say what they are.
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    // The validators below judge the claims.
    processor.setJWTClaimsSetVerifier((_, _) -> {});
    var decoder = new NimbusJwtDecoder(processor);
    String wanted = Objects.requireNonNull(audience, "checked with the settings");
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(
            new JwtIssuerValidator(issuer),
            new JwtTimestampValidator(CLOCK_SKEW),
            // Without an end it could not be taken back.
            new JwtClaimValidator<Object>(JwtClaimNames.EXP, Objects::nonNull),
            new JwtClaimValidator<@Nullable Collection<String>>(
                JwtClaimNames.AUD, found -> found != null && found.contains(wanted))));
    return decoder;
  }
}
