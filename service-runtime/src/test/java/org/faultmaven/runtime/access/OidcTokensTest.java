package org.faultmaven.runtime.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.faultmaven.contracts.config.AccessConfig;
import org.faultmaven.contracts.config.ConfigSource;
import org.faultmaven.contracts.config.Configuration;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.contracts.record.Tenant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tokens of an issuer that answers over HTTP. */
class OidcTokensTest {
  private static final Tenant HOME = new Tenant("home");
  private static final KeyedHash HASH =
      new KeyedHash("made up for this test only, 32 b".getBytes(UTF_8));
  private static RSAKey key;
  private static HttpServer issuer;
  private static String address;

  @BeforeAll
  static void start() throws Exception {
    key = new RSAKeyGenerator(2048).keyID("one").generate();
    issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    address = "http://localhost:" + issuer.getAddress().getPort();
    answer(
        "/.well-known/openid-configuration",
        "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\",\"authorization_endpoint\":\"%s/a\",\"token_endpoint\":\"%s/t\",\"subject_types_supported\":[\"public\"]}"
            .formatted(address, address, address, address));
    answer("/keys", new JWKSet(key.toPublicJWK()).toString());
    issuer.start();
  }

  private static void answer(String path, String body) {
    issuer.createContext(
        path,
        exchange -> {
          try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.getBytes(UTF_8).length);
            exchange.getResponseBody().write(body.getBytes(UTF_8));
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        });
  }

  @AfterAll
  static void stop() {
    issuer.stop(0);
  }

  private static OidcTokens tokens(String from) {
    return new OidcTokens(config(from), HOME, HASH);
  }

  private static AccessConfig config(String from) {
    return Configuration.load(
            ConfigSource.of(
                Map.of(
                    "access.required", "true",
                    "access.oidc-issuer", from,
                    "access.oidc-audience", "faultmaven"),
                "test"))
        .config()
        .access();
  }

  private static JWTClaimsSet claims(Consumer<JWTClaimsSet.Builder> change) {
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(address)
            .audience("faultmaven")
            .subject("mary")
            .expirationTime(Date.from(Instant.now().plus(Duration.ofMinutes(5))))
            .claim("tenant", "acme")
            .claim("roles", List.of("other", "faultmaven:write", "read"));
    change.accept(claims);
    return claims.build();
  }

  private static String signed(RSAKey by, Consumer<JWTClaimsSet.Builder> change) throws Exception {
    var token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(by.getKeyID()).build(), claims(change));
    token.sign(new RSASSASigner(by));
    return token.serialize();
  }

  private static Optional<Caller> caller(OidcTokens tokens, String token) {
    return tokens.takes(token) ? tokens.caller(token) : Optional.empty();
  }

  private static boolean counts(Consumer<JWTClaimsSet.Builder> change) throws Exception {
    return tokens(address).caller(signed(key, change)).isPresent();
  }

  @Test
  void aTokenNamesItsTenantAndItsHighestRole() throws Exception {
    Caller caller = tokens(address).caller(signed(key, _ -> {})).orElseThrow();

    assertThat(caller.tenant()).isEqualTo(new Tenant("acme"));
    assertThat(caller.role()).isEqualTo(Role.WRITE);
    assertThat(caller.id()).startsWith("token:").doesNotContain("mary");
  }

  @Test
  void withoutATenantItIsOfTheFirstAndRolesMayBeAText() throws Exception {
    Caller caller =
        tokens(address)
            .caller(signed(key, claims -> claims.claim("tenant", null).claim("roles", "read x")))
            .orElseThrow();

    assertThat(caller.tenant()).isEqualTo(HOME);
    assertThat(caller.role()).isEqualTo(Role.READ);
  }

  @Test
  void whatIsNotForThisServiceDoesNotCount() throws Exception {
    assertThat(counts(_ -> {})).isTrue();
    assertThat(counts(claims -> claims.audience("another"))).isFalse();
    assertThat(counts(claims -> claims.audience((String) null))).isFalse();
    assertThat(counts(claims -> claims.issuer("https://another.example"))).isFalse();
    assertThat(counts(claims -> claims.expirationTime(null))).isFalse();
    assertThat(
            counts(
                claims ->
                    claims.expirationTime(Date.from(Instant.now().minus(Duration.ofMinutes(5))))))
        .isFalse();
    assertThat(
            counts(
                claims ->
                    claims.notBeforeTime(Date.from(Instant.now().plus(Duration.ofMinutes(5))))))
        .isFalse();
    assertThat(counts(claims -> claims.subject(null))).isFalse();
    assertThat(counts(claims -> claims.claim("roles", null))).isFalse();
    assertThat(counts(claims -> claims.claim("roles", List.of("root")))).isFalse();
    assertThat(counts(claims -> claims.claim("tenant", "Not One"))).isFalse();
    assertThat(counts(claims -> claims.claim("tenant", List.of("acme")))).isFalse();
  }

  @Test
  void anotherSignatureOrNoneDoesNotCount() throws Exception {
    RSAKey other = new RSAKeyGenerator(2048).keyID("one").generate();

    assertThat(caller(tokens(address), signed(other, _ -> {}))).isEmpty();
    assertThat(caller(tokens(address), new PlainJWT(claims(_ -> {})).serialize())).isEmpty();
    assertThat(caller(tokens(address), "no token")).isEmpty();
    assertThat(caller(tokens(address), "a.b.c")).isEmpty();
    assertThat(caller(tokens(address), "")).isEmpty();
  }

  @Test
  void anAccessTokenMaySayThatItIsOne() throws Exception {
    var token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(key.getKeyID())
                .type(new JOSEObjectType("at+jwt"))
                .build(),
            claims(_ -> {}));
    token.sign(new RSASSASigner(key));

    assertThat(tokens(address).caller(token.serialize())).isPresent();
  }

  @Test
  void whereThereAreSeveralTenantsATokenSaysWhoseItIs() throws Exception {
    var several = new OidcTokens(config(address), null, HASH);

    assertThat(several.caller(signed(key, _ -> {}))).isPresent();
    assertThat(several.caller(signed(key, claims -> claims.claim("tenant", null)))).isEmpty();
  }

  @Test
  void whatIsNoTokenWaitsForNoIssuer() {
    assertThat(caller(tokens("http://localhost:1"), "made-up")).isEmpty();
  }

  @Test
  void whileTheIssuerIsAwayNothingIsKnownOfAToken() throws Exception {
    String token = signed(key, _ -> {});

    assertThatThrownBy(() -> tokens("http://localhost:1").caller(token))
        .isInstanceOfSatisfying(
            BackendException.class,
            e -> {
              assertThat(e.retryable()).isTrue();
              assertThat(e.getMessage()).doesNotContain(token);
            });
  }
}
