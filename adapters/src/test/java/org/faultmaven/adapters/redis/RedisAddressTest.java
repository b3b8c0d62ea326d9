package org.faultmaven.adapters.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisURI;
import org.faultmaven.contracts.config.RedisConfig;
import org.faultmaven.contracts.config.Secret;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisAddressTest {
  private static final Secret PASSWORD = new Secret("made-up");

  @Test
  void a_host_has_the_other_settings() {
    RedisURI node = only(of("cache", PASSWORD, 3));

    assertThat(node.getHost()).isEqualTo("cache");
    assertThat(node.getPort()).isEqualTo(6380);
    assertThat(node.getDatabase()).isEqualTo(3);
    assertThat(password(node)).isEqualTo("made-up");
    assertThat(node.isSsl()).isFalse();
  }

  @Test
  void what_a_uri_says_goes_before_them() {
    RedisURI node = only(of("rediss://user:other@cache:1234/7", PASSWORD, 3));

    assertThat(node.getHost()).isEqualTo("cache");
    assertThat(node.getPort()).isEqualTo(1234);
    assertThat(node.getDatabase()).isEqualTo(7);
    assertThat(node.isSsl()).isTrue();
    assertThat(node.isVerifyPeer()).isTrue();
    assertThat(password(node)).isEqualTo("other");
    assertThat(password(only(of("redis://cache", PASSWORD, 0)))).isEqualTo("made-up");
    assertThat(password(only(of("redis://cache", Secret.NONE, 0)))).isNull();
  }

  @Test
  void sentinels_name_their_master() {
    RedisURI node = only(of("redis-sentinel://one:26379,two:26380/2#main", PASSWORD, 0));

    assertThat(node.getSentinels()).extracting(RedisURI::getHost).containsExactly("one", "two");
    assertThat(node.getSentinelMasterId()).isEqualTo("main");
    assertThat(node.getDatabase()).isEqualTo(2);
    assertThat(password(node)).isEqualTo("made-up");
  }

  @Test
  void a_cluster_is_found_by_some_of_its_nodes() {
    RedisAddress address = of("rediss-cluster://user:other@one:7000,two:7001", PASSWORD, 0);

    assertThat(address.cluster()).isTrue();
    assertThat(address.nodes()).extracting(RedisURI::getHost).containsExactly("one", "two");
    assertThat(address.nodes()).extracting(RedisURI::getPort).containsExactly(7000, 7001);
    assertThat(address.nodes())
        .allSatisfy(
            node -> {
              assertThat(password(node)).isEqualTo("other");
              assertThat(node.isSsl()).isTrue();
            });
    assertThat(of("redis-cluster://one", PASSWORD, 0).nodes())
        .extracting(RedisAddressTest::password)
        .containsExactly("made-up");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://secret@host", "redis://", "redis-cluster://", "redis-sentinel://:secret@"})
  void what_is_no_address_is_refused_without_quoting_it(String host) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(host, PASSWORD, 0))
        .withMessageStartingWith("REDIS_HOST is neither a host nor a URI")
        .withMessageNotContaining("secret")
        .withNoCause();
  }

  @Test
  void without_an_address_there_is_none() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RedisAddress.of(new RedisConfig(null, 6379, Secret.NONE, 0)))
        .withMessage("Redis needs an address: set REDIS_HOST");
  }

  private static RedisAddress of(String host, Secret password, int db) {
    return RedisAddress.of(new RedisConfig(host, 6380, password, db));
  }

  private static RedisURI only(RedisAddress address) {
    assertThat(address.cluster()).isFalse();
    assertThat(address.nodes()).hasSize(1);
    return address.nodes().getFirst();
  }

  private static @Nullable String password(RedisURI node) {
    RedisCredentials given = node.getCredentialsProvider().resolveCredentials().block();
    return given == null || !given.hasPassword() ? null : new String(given.getPassword());
  }
}
