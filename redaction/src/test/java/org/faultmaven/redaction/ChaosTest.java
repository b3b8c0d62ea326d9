package org.faultmaven.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.record.Fragment;
import org.faultmaven.contracts.record.Policy;
import org.faultmaven.contracts.record.Span;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.record.Verdict;
import org.faultmaven.redaction.rule.EntityTypes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Texts made of the pieces that the rules look for, in any order: the spans are well formed and
 * judging the result again changes nothing.
 */
final class ChaosTest {
  private static final int TEXTS = 40_000;
  private static final String[] PIECES = {
    "password",
    "passwd=",
    "token:",
    "user ",
    "user=",
    "for user ",
    "secret",
    "=",
    ":",
    ": ",
    " ",
    ",",
    ";",
    "&",
    "?",
    "\"",
    "'",
    "\\\"",
    "\\n",
    "\n",
    "<",
    ">",
    "</",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "@",
    "bob",
    "bob@x.example",
    "10.0.0.1",
    "10.",
    ".",
    "1",
    "::1",
    "::",
    "fe80:",
    "00:1a:2b:3c:4d:5e",
    "-",
    "--",
    "+1 415 555 2671",
    "415-555-2671",
    "4111 1111 1111 1111",
    "4111",
    " 1111",
    "DE89370400440532013000",
    "536-22-8726",
    "://",
    "http://",
    "/",
    "/home/",
    "C:\\Users\\",
    "Bearer ",
    "Basic ",
    "Authorization: ",
    "Cookie: ",
    "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0",
    "eyJ",
    "-----BEGIN RSA PRIVATE KEY-----",
    "-----END RSA PRIVATE KEY-----",
    "-----",
    "ghp_",
    "ghp_q1w2e3r4t5y6u7i8o9p0a1s2d3f4g5h6j7k8",
    "AKIAQWERTYUIOPASDFGH",
    "sk-",
    "<EMAIL_ADDRESS>",
    "<PASSWORD_k7f3q2mz>",
    "<PASSWORD",
    "_k7f3q2mz>",
    "</PASSWORD>",
    "%40",
    "%3D",
    "%2F",
    "hunter2",
    "\u00e9",
    "\ud83d\ude00",
    "\ud83d",
    "null",
    "true",
    "\t",
    "`",
    "|",
    "$",
    "key",
    "api",
    "0",
    "name",
    "value",
    "identified by ",
    "is ",
    "[10/Oct/2000:",
    " - ",
  };

  private final ISanitizer engine = Engines.engine();

  @Test
  void judgesAnythingAlikeTheSecondTime() {
    Policy logs = Engines.logs();
    Policy everything = new Policy("all", 1, EntityTypes.ALL, 0, Set.of(), false);
    var random = new Random(42);
    for (int i = 0; i < TEXTS; i++) {
      String raw = text(random);
      Policy policy = i % 2 == 0 ? logs : everything;
      String label = i % 5 == 0 ? PIECES[random.nextInt(PIECES.length)] : null;
      Verdict verdict = judge(raw, label, policy);
      int from = 0;
      for (Span span : verdict.spans()) {
        assertThat(span.start()).as(raw).isGreaterThanOrEqualTo(from);
        from = span.end();
      }
      assertThat(from).as(raw).isLessThanOrEqualTo(raw.length());
      String once = verdict.text().text();
      assertThat(judge(once, label, policy).text().text()).as(raw).isEqualTo(once);
    }
  }

  private Verdict judge(String raw, @Nullable String label, Policy policy) {
    return engine.sanitize(Tenant.DEFAULT, List.of(new Fragment(raw, label)), policy).getFirst();
  }

  private static String text(Random random) {
    var text = new StringBuilder();
    int pieces = 1 + random.nextInt(16);
    for (int i = 0; i < pieces; i++) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }
}
