package org.faultmaven.sanitizer.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.faultmaven.contracts.record.Fragment;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.record.Verdict;
import org.faultmaven.contracts.topic.QuarantineReason;
import org.faultmaven.sanitizer.support.FakeSanitizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class JsonEventTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String MASK = FakeSanitizer.mask("SECRET1");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        " { \"a\" : 1.50 , \"b\":[ null,true ,false, -0, 1e+9, 12345678901234567890.10 ]}\n",
        "[]",
        "[1]",
        "{\"a\":\"\\u00e9\\/\\ud83d\",\"\":{\"b\":[[[]]]},\"a\":2}",
        "[{\"t\":\"\\u0041\"},\"\\\"]}\\\\\"]",
      })
  void whatHasNothingToMaskStaysToTheByte(String json) throws RefusedException {
    assertThat(Content.of(json)).isInstanceOf(JsonEvent.class);
    assertThat(sanitize(json)).isEqualTo(json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "plain",
        "{\"a\":1} trailing",
        "{\"a\":1}{\"b\":2}",
        "{\"a\":1}\n{\"b\":2}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":01}",
        "{\"a\":NaN}",
        "{\"a\":1,}",
        "[1,]",
        "{\"cut\": \"off}",
        "[INFO]",
        "[2026-05-06 10:00:00] started [main]",
        "\"a string\"",
        "42",
        "// no\n{}",
        "{\"tab\":\"\t\"}",
      })
  void whatIsNoJsonIsPlainText(String text) throws RefusedException {
    assertThat(Content.of(text)).isInstanceOf(PlainText.class);
    assertThat(sanitize(text + " SECRET1")).isEqualTo(text + " " + MASK);
  }

  @Test
  void namesStringsAndNumbersAreMaskedWhereTheyStand() throws RefusedException {
    String json =
        "{ \"SECRET1\" : \"a SECRET2 \\\"b\\\"\", \"card\":4111111111111111, \"n\":1.0,"
            + " \"SECRET1\":[\"\\u0053ECRET3\", {\"x\":\"SECRET1\"}]}";

    assertThat(sanitize(json))
        .isEqualTo(
            "{ \""
                + MASK
                + "\" : \"a "
                + FakeSanitizer.mask("SECRET2")
                + " \\\"b\\\"\", \"card\":\""
                + FakeSanitizer.mask("4111111111111111")
                + "\", \"n\":1.0, \""
                + MASK
                + "_2\":[\""
                + FakeSanitizer.mask("SECRET3")
                + "\", {\"x\":\""
                + MASK
                + "\"}]}");
  }

  @Test
  void aMaskedNameDoesNotHideAnother() throws RefusedException {
    String json = "{\"SECRET1\":1,\"" + MASK + "\":2,\"in\":{\"SECRET1\":3}}";

    assertThat(sanitize(json))
        .isEqualTo("{\"" + MASK + "_2\":1,\"" + MASK + "\":2,\"in\":{\"" + MASK + "\":3}}");
  }

  @Test
  void controlCharactersAndHalfPairsAreEscapedAgain() throws RefusedException {
    String json = "{\"a\":\"SECRET1\\u0000\\n\\t\\r\\\\\\\"\\ud83d|\\ude00|\\ud83d\\ude00\"}";

    assertThat(sanitize(json))
        .isEqualTo("{\"a\":\"" + MASK + "\\u0000\\n\\t\\r\\\\\\\"\\ud83d|\\ude00|\ud83d\ude00\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'password':'V'} | password",
        "{'db':{'password':'V'}} | password",
        "{'user':{'name':'V'}} | user.name",
        "{'user':{'id':7,'email':'V'}} | email",
        "{'user.name':'V'} | user.name",
        "{'name':'V'} | name",
        "{'a':{'b':{'c':'V'}}} | c",
        "{'tokens':['x',['V']]} | tokens",
        "{'users':[{'name':'V'}]} | users.name",
        "{'attributes':[{'key':'x','value':1},{'key':'db.password','value':{'stringValue':'V'}}]} |"
            + " db.password",
        "{'headers':[{'name':'Authorization','value':'V'}]} | Authorization",
        "{'settings':{'value':'V'}} | settings",
        "['V'] | ",
        "{'value':'V'} | value",
      })
  void aFragmentIsLabelledByTheFieldItStandsIn(String json, String label) throws RefusedException {
    List<Fragment> fragments = Content.of(json.replace('\'', '"')).fragments();

    Fragment value = fragments.stream().filter(each -> each.text().equals("V")).findFirst().get();
    assertThat(value.label()).isEqualTo(label);
    assertThat(fragments.getFirst().text().equals("V") || fragments.getFirst().label() == null)
        .as("names have no label")
        .isTrue();
  }

  @Test
  void aHundredLevelsAreTakenAndNoMore() throws RefusedException {
    String json = "[".repeat(100) + "\"SECRET1\"" + "]".repeat(100);
    assertThat(sanitize(json)).contains(MASK);

    assertThatThrownBy(() -> Content.of("[" + json + "]"))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.reason()).isEqualTo(QuarantineReason.TOO_DEEP));
    assertThatThrownBy(() -> Content.of("{\"a\":".repeat(101) + "1" + "}".repeat(101)))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void veryLongNumbersNamesAndStringsAreTaken() throws RefusedException {
    String json =
        "{\""
            + "n".repeat(60_000)
            + "\":"
            + "9".repeat(5_000)
            + ",\"s\":\""
            + "x".repeat(300_000)
            + " SECRET1\"}";

    assertThat(sanitize(json)).isEqualTo(json.replace("SECRET1", MASK));
  }

  /** Random events keep their shape; only strings with a secret and card numbers change. */
  @Test
  void shapesAreKept() throws RefusedException {
    var random = new Random(20260506);
    for (int round = 0; round < 400; round++) {
      JsonNode event = random.nextInt(4) == 0 ? array(random, 0) : object(random, 0);
      String json =
          random.nextBoolean()
              ? JSON.writeValueAsString(event)
              : JSON.writerWithDefaultPrettyPrinter().writeValueAsString(event);

      String clean = sanitize(json);

      assertThat(clean).as(json).doesNotContainPattern("SECRET\\d").doesNotContain("4111");
      assertSameShape(event, JSON.readTree(clean));
    }
  }

  private static void assertSameShape(JsonNode raw, JsonNode clean) {
    switch (raw) {
      case ObjectNode object -> {
        assertThat(clean.isObject()).isTrue();
        var names = new ArrayList<>(object.propertyNames());
        var cleanNames = new ArrayList<>(clean.propertyNames());
        assertThat(cleanNames).hasSameSizeAs(names);
        for (int i = 0; i < names.size(); i++) {
          if (!names.get(i).contains("SECRET")) {
            assertThat(cleanNames.get(i)).isEqualTo(names.get(i));
          }
          assertSameShape(object.get(names.get(i)), clean.get(cleanNames.get(i)));
        }
      }
      case ArrayNode array -> {
        assertThat(clean.size()).isEqualTo(array.size());
        for (int i = 0; i < array.size(); i++) {
          assertSameShape(array.get(i), clean.get(i));
        }
      }
      default -> {
        boolean masked = raw.asString().contains("SECRET") || raw.asString().startsWith("4111");
        if (masked) {
          assertThat(clean.isString()).isTrue();
        } else {
          assertThat(clean).isEqualTo(raw);
        }
      }
    }
  }

  private static ObjectNode object(Random random, int depth) {
    ObjectNode object = JSON.createObjectNode();
    for (int i = random.nextInt(6); i > 0; i--) {
      String name = random.nextInt(8) == 0 ? "SECRET" + random.nextInt(90) : "f" + i + "\"\\\u00e9";
      object.set(name, value(random, depth + 1));
    }
    return object;
  }

  private static ArrayNode array(Random random, int depth) {
    ArrayNode array = JSON.createArrayNode();
    for (int i = random.nextInt(4); i > 0; i--) {
      array.add(value(random, depth + 1));
    }
    return array;
  }

  private static JsonNode value(Random random, int depth) {
    var make = JSON.getNodeFactory();
    return switch (random.nextInt(depth < 5 ? 9 : 7)) {
      case 0 -> make.nullNode();
      case 1 -> make.booleanNode(random.nextBoolean());
      case 2 -> make.numberNode(random.nextInt(1000));
      case 3 -> make.numberNode(4111_0000_0000_0000L + random.nextInt(1000));
      case 4 -> make.stringNode("it is SECRET" + random.nextInt(1000) + " {\"x\":[1]}");
      case 5 -> make.stringNode("\u0007 \"quoted\" \\ \n \ud83d\ude00 ,:[]{}");
      case 6 -> make.numberNode(random.nextDouble() * 1e9);
      case 7 -> object(random, depth);
      default -> array(random, depth);
    };
  }

  private static String sanitize(String text) throws RefusedException {
    Content content = Content.of(text);
    List<Verdict> verdicts =
        new FakeSanitizer().sanitize(Tenant.DEFAULT, content.fragments(), FakeSanitizer.LOGS);
    return content.compose(verdicts).text();
  }

  @Test
  void neitherFormatPrintsItsText() throws RefusedException {
    assertThat(Content.of("SECRET1")).hasToString("PlainText[7 chars]");
    assertThat(Content.of("[\"SECRET1\"]")).hasToString("JsonEvent[1 fragments]");
  }
}
