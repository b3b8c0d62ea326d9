package org.faultmaven.redaction.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.faultmaven.redaction.EntityTypes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Four times the text is four times the work, on texts made to be expensive. */
final class LinearWorkTest {
  private static final int LENGTH = 20_000;

  /** Characters looked at for each character of the text, at the very most. */
  private static final int MOST_STEPS = 160;

  static List<String> expensive() {
    return List.of(
        "a.",
        "a.a@",
        "@",
        "a@",
        "a@a.",
        "@a.b",
        ".",
        "%40",
        "x%40y.",
        "1",
        "12",
        "1.",
        "1.1.1.",
        "10.0.0.1",
        "10.0.0.1.",
        ":",
        "::",
        "1:",
        "f:",
        "ab:",
        "0a-",
        "0a:",
        "aabb.",
        "-",
        "1 ",
        "1-",
        "4111 ",
        "4111",
        "+1",
        "+",
        "(1",
        "+44 ",
        "DE89",
        "DE",
        "AB1234567",
        "1A",
        "13",
        "bc1",
        "0x",
        "0xa",
        "://",
        "a://b:",
        "a://b@",
        "%3a%2f%2f",
        "http://x:y",
        "bearer ",
        "basic ",
        "bearer%20",
        "Basic A",
        "Bearer a1/",
        "eyJ",
        "eyJ.",
        "eyJaaaaaaaaaaaa.",
        "-----BEGIN ",
        "-----BEGIN A-----",
        "-----END A-----",
        "-----BEGIN PRIVATE KEY-----",
        "-----END ",
        "-----",
        "ghp_",
        "sk-",
        "sk-ant-",
        "github_pat_",
        "AKIA",
        "xoxb-",
        "hooks.slack.com/services/",
        "/home/",
        "/Users/",
        "\\Users\\",
        "C:\\Users\\a ",
        "user ",
        "for user ",
        "user x ",
        "password for ",
        "sudo: ",
        "[10/",
        " - [10/Oct/",
        "password",
        "password=",
        "password=\"",
        "password='",
        "password=`",
        "password=\\\"",
        "password=\"\"\"",
        "password: ",
        "password is ",
        "--password ",
        "<password>",
        "<PASSWORD>",
        "<PASSWORD_k7f3q2mz>",
        "</PASSWORD>",
        "password=(",
        "password=)",
        "password=a,",
        "password=a,b",
        "password=[\"a\",",
        "password=[",
        "\"password\":",
        "token: ",
        "Authorization: ",
        "Authorization: a,",
        "Cookie: a; ",
        "a; ",
        "key",
        "key ",
        "api key ",
        "name",
        "user=",
        "user=a:",
        "email=",
        "card: 1 ",
        "phone: ",
        "?sig=",
        "&key=",
        "&sig=a",
        "identified by ",
        "identified by '",
        "\"",
        "\\",
        "'",
        "<",
        "<A",
        "<EMAIL_ADDRESS",
        "\u00e9",
        "\ud83d\ude00",
        "\u00e9@",
        "\n",
        " ",
        "\t",
        "\u0000",
        "name=\"password\" value=\"",
        "password, value",
        "%",
        "%3D",
        "password%3D",
        "password%26",
        "&",
        "password=a&",
        "password=<",
        "password=<a",
        "password=\\",
        "\\\\\\\\\"",
        "password=\\\\\\\\\"",
        "pin=",
        "pwd=/",
        "pass:",
        "iban=",
        "cookie=a;",
        "password=${",
        "password=xx",
        "Authorization: digest a=",
        "uid=1",
        "token=1",
        "-----BEGIN PRIVATE KEY-----%",
        "-----END A-----%");
  }

  @ParameterizedTest
  @MethodSource("expensive")
  void growsWithTheText(String piece) {
    String text = piece.repeat(LENGTH / piece.length() + 1);
    for (String around :
        List.of("%s", "password=\"%s", "a@%s", "x://%s", "\"%s\"", "-----BEGIN A-----%s")) {
      long once = steps(around.replace("%s", text));
      long fourTimes = steps(around.replace("%s", text.repeat(4)));
      assertThat(fourTimes).isLessThanOrEqualTo(once * 9 / 2 + 1000);
      assertThat(once).isLessThan((long) MOST_STEPS * (text.length() + 100));
    }
  }

  private static long steps(String text) {
    return Rules.shipped().find(text, null, EntityTypes.ALL).steps();
  }
}
