package org.faultmaven.adapters.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.faultmaven.adapters.call.CallFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedisFailureTest {
  private static final String CONTENT = "jane.roe@example.com";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LOADING Redis is loading the dataset in memory | LOADING | true",
        "READONLY You can't write against a read only replica. | READONLY | true",
        "OOM command not allowed when used memory > 'maxmemory'. | OOM | true",
        "ERR Error running script (call to f_0a1): @user_script:8: -OOM command not allowed | OOM |"
            + " true",
        "ERR Error running script (call to f_0a1): @user_script: 8: WRONGTYPE Operation against |"
            + " WRONGTYPE | false",
        "WRONGTYPE Operation against a key holding the wrong kind of value | WRONGTYPE | false",
        "ERR unknown command | ERR | false",
        "'' | ERR | false",
      })
  void tells_its_own_trouble_from_what_it_was_sent(String message, String kind, boolean retryable) {
    CallFailedException failure =
        RedisFailure.of(new RedisCommandExecutionException(message + " " + CONTENT));

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.retryable()).isEqualTo(retryable);
    assertThat(failure.getMessage()).startsWith("redis").doesNotContain("jane");
    assertThat(failure.getCause()).isNull();
  }

  @Test
  void no_way_to_it_is_an_outage() {
    CallFailedException failure =
        RedisFailure.of(new RedisException(new RedisConnectionException(CONTENT)));

    assertThat(failure.retryable()).isTrue();
    assertThat(failure)
        .hasMessage(
            "redis can't be reached (RedisException). Start it, or correct its address"
                + " (REDIS_HOST).");
  }

  @Test
  void what_was_under_way_when_the_connection_broke_is_an_outage_too() {
    for (Throwable each :
        new Throwable[] {
          new CancellationException(CONTENT), new ExecutionException(new IOException(CONTENT))
        }) {
      assertThat(RedisFailure.of(each).retryable()).isTrue();
    }
  }

  @Test
  void anything_else_is_a_defect() {
    assertThat(RedisFailure.of(new IllegalStateException(CONTENT)))
        .hasMessage("redis: a call failed (IllegalStateException)")
        .extracting(CallFailedException::retryable)
        .isEqualTo(false);
    var known = new CallFailedException("kind", "message", true);
    assertThat(RedisFailure.of(known)).isSameAs(known);
  }
}
