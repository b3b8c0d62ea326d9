package org.faultmaven.runtime.access;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.faultmaven.contracts.config.AccessConfig;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.contracts.record.Tenant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;

/**
 * Signed tokens of an OpenID Connect issuer, for this service's audience. The issuer's keys are
 * fetched at the first token, and again when they change.
 */
final class OidcTokens implements Credentials {
  private static final Duration CLOCK_SKEW = Duration.ofSeconds(60);

  private final JwtDecoder decoder;
  private final AccessConfig config;
  private final Tenant first;
  private final KeyedHash hash;

  /**
   * @param first of whom a token without a tenant is
   */
  OidcTokens(AccessConfig config, Tenant first, KeyedHash hash) {
    this(new SupplierJwtDecoder(() -> decoder(config)), config, first, hash);
  }

  OidcTokens(JwtDecoder decoder, AccessConfig config, Tenant first, KeyedHash hash) {
    this.decoder = decoder;
    this.config = config;
    this.first = first;
    this.hash = hash;
  }

  private static JwtDecoder decoder(AccessConfig config) {
    String issuer = String.valueOf(config.oidcIssuer());
    NimbusJwtDecoder decoder = NimbusJwtDecoder.withIssuerLocation(issuer).build();
    String audience = Objects.requireNonNull(config.oidcAudience());
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(
            JwtValidators.createDefaultWithIssuer(issuer),
            new JwtTimestampValidator(CLOCK_SKEW),
            // A token that never ends is nobody's who knows what he does.
            new JwtClaimValidator<Object>(JwtClaimNames.EXP, Objects::nonNull),
            new JwtClaimValidator<@Nullable Collection<String>>(
                JwtClaimNames.AUD, found -> found != null && found.contains(audience))));
    return decoder;
  }

  @Override
  public Optional<Caller> caller(String token) {
    try {
      Jwt jwt = decoder.decode(token);
      return tenant(jwt)
          .flatMap(
              tenant ->
                  role(jwt)
                      .map(
                          role ->
                              new Caller(
                                  "token:" + hash.of("subject", tenant, subject(jwt)),
                                  tenant,
                                  role)));
    } catch (BadJwtException e) {
      return Optional.empty();
    } catch (JwtException | JwtDecoderInitializationException | IllegalArgumentException e) {
      // Its keys could not be had, so that nothing is known of the token.
      throw new BackendException(
          "the issuer of tokens (access.oidc-issuer) can't be asked for its keys", true, e);
    }
  }

  private static String subject(Jwt jwt) {
    return Objects.requireNonNullElse(jwt.getSubject(), "");
  }

  private Optional<Tenant> tenant(Jwt jwt) {
    Object claim = jwt.getClaims().get(config.oidcTenantClaim());
    if (claim == null) {
      return Optional.of(first);
    }
    return claim instanceof String name && Tenant.isName(name)
        ? Optional.of(new Tenant(name))
        : Optional.empty();
  }

  /** The highest one it names. */
  private Optional<Role> role(Jwt jwt) {
    Object claim = jwt.getClaims().get(config.oidcRolesClaim());
    Stream<String> names =
        switch (claim) {
          case String text -> Arrays.stream(text.split(" "));
          case Collection<?> list -> List.copyOf(list).stream().map(String::valueOf);
          case null, default -> Stream.empty();
        };
    return names.flatMap(name -> Role.named(name).stream()).max(Role::compareTo);
  }
}
