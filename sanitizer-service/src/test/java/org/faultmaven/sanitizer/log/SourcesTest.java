package org.faultmaven.sanitizer.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.header.Headers;
import org.faultmaven.sanitizer.format.Content;
import org.faultmaven.sanitizer.format.RawRecord;
import org.faultmaven.sanitizer.format.RefusedException;
import org.faultmaven.sanitizer.support.Pipeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourcesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'log':{'file':{'path':'/var/log/a.log'}},'host':{'name':'h1'}} | /var/log/a.log",
        "{'log.file.path':'/var/log/a.log','host':'h1'} | /var/log/a.log",
        "{'log':{'file.path':'/var/log/a.log'}} | /var/log/a.log",
        "{'file':'/b.log','host':'h1'} | /b.log",
        "{'file':{'path':'/b.log'}} | /b.log",
        "{'message':'x','host':'h1','service':{'name':'shop'}} | h1",
        "{'host':{'name':'h2','hostname':'h3'}} | h2",
        "{'host':{'hostname':'h3'}} | h3",
        "{'service':{'name':'shop'},'kubernetes':{'pod_name':'p'}} | shop",
        "{'service.name':'shop'} | shop",
        "{'kubernetes':{'namespace_name':'ns','pod_name':'p','container_name':'c'}} | ns/p/c",
        "{'kubernetes':{'namespace':'ns','pod':{'name':'p'},'container':{'name':'c'}}} | ns/p/c",
        "{'kubernetes':{'pod_name':'p'}} | p",
        "{'host':'  ','service.name':'shop'} | shop",
        "{'host':['h1'],'items':[{'host':'h2'}]} | key",
        "{'host':17} | key",
        "{'message':'x'} | key",
        "not json | key",
      })
  void anEventSaysWhereItIsFrom(String text, String source) throws RefusedException {
    assertThat(source("key", text.replace('\'', '"'))).isEqualTo(source);
  }

  @Test
  void theHeaderComesFirst() throws RefusedException {
    assertThat(source("key", "{\"host\":\"h\"}", "fm.source", "own")).isEqualTo("own");
    assertThat(source("key", "{\"host\":\"h\"}", "fm.source", " ")).isEqualTo("h");
    assertThat(source("key", "x", "fm.source", "first", "fm.source", "last")).isEqualTo("last");
  }

  @Test
  void theTopicComesLast() throws RefusedException {
    assertThat(source(null, "x")).isEqualTo("topic");
    assertThat(source("", "x")).isEqualTo("topic");
    byte[] noText = {(byte) 0xff, 1, 2, 3};
    assertThat(source(noText, "x", Pipeline.headers())).isEqualTo("topic");
    Headers headers = Pipeline.headers();
    headers.add("fm.source", noText);
    assertThat(source("key".getBytes(UTF_8), "x", headers)).isEqualTo("key");
  }

  private static String source(String key, String text, String... headers) throws RefusedException {
    return source(key == null ? null : key.getBytes(UTF_8), text, Pipeline.headers(headers));
  }

  private static String source(byte[] key, String text, Headers headers) throws RefusedException {
    var record = new RawRecord("topic", 0, 0, 0, key, text.getBytes(UTF_8), headers);
    return Sources.of(record, Content.of(text));
  }
}
