package org.faultmaven.runtime.access;

import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.faultmaven.contracts.config.AccessConfig;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.contracts.record.Tenant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;

/** Signed tokens of an OpenID Connect issuer, for this service's audience. */
final class OidcTokens implements Credentials {
  private final OidcIssuer issuer;
  private final AccessConfig config;
  private final @Nullable Tenant unsaid;
  private final KeyedHash hash;

  /**
   * @param unsaid whose a token is that names no tenant; null refuses it
   */
  OidcTokens(AccessConfig config, @Nullable Tenant unsaid, KeyedHash hash) {
    this.issuer = new OidcIssuer(config);
    this.config = config;
    this.unsaid = unsaid;
    this.hash = hash;
  }

  /** Looked at before the issuer is asked for anything. */
  @Override
  public boolean takes(String token) {
    try {
      return SignedJWT.parse(token).getJWTClaimsSet() != null;
    } catch (ParseException e) {
      return false;
    }
  }

  @Override
  public Optional<Caller> caller(String token) {
    try {
      Jwt jwt = issuer.decoder().decode(token);
      String subject = jwt.getSubject();
      if (subject == null || subject.isEmpty()) {
        return Optional.empty();
      }
      return tenant(jwt)
          .flatMap(
              tenant ->
                  role(jwt)
                      .map(
                          role ->
                              new Caller(
                                  "token:" + hash.of("subject", tenant, subject), tenant, role)));
    } catch (BadJwtException e) {
      return Optional.empty();
    } catch (JwtException e) {
      // The issuer's keys could not be had, so that nothing is known of the token.
      throw OidcIssuer.away(e);
    }
  }

  private Optional<Tenant> tenant(Jwt jwt) {
    Object claim = jwt.getClaims().get(config.oidcTenantClaim());
    if (claim == null) {
      return Optional.ofNullable(unsaid);
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
