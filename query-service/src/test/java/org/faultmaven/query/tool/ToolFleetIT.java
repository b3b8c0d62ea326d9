package org.faultmaven.query.tool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.tool.ToolHost;
import org.faultmaven.contracts.tool.ToolProtocol;
import org.faultmaven.contracts.topic.KafkaConnection;
import org.faultmaven.contracts.topic.TopicHeaders;
import org.faultmaven.query.Broker;
import org.faultmaven.query.tool.ToolOutcome.Status;
import org.junit.jupiter.api.Test;

/** Ten instances of a tool come and go while it is called. */
class ToolFleetIT {
  private static final int CALLERS = 6;
  private static final int CALLS = 60;

  @Test
  void no_call_is_answered_twice_or_lost_without_a_clear_error() throws Exception {
    var carriedOut = new ConcurrentHashMap<Integer, AtomicInteger>();
    try (var broker = new Broker();
        var tools =
            new RunningTools(
                broker, Map.of("tools.max-concurrent", "50", "tools.call-timeout", "30s"));
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<ToolHost> join =
          () ->
              ToolHost.start(
                  RunningTools.tool(
                      "fleet",
                      (arguments, _) -> {
                        int n = Integer.parseInt(arguments.replaceAll("\\D", ""));
                        carriedOut.computeIfAbsent(n, _ -> new AtomicInteger()).incrementAndGet();
                        LockSupport.parkNanos(20_000_000);
                        return "answer " + n;
                      }),
                  RunningTools.host(broker));
      Deque<ToolHost> hosts = new ArrayDeque<>();
      hosts.add(join.call());
      tools.awaitTool("fleet");

      var outcomes = new ArrayList<Future<Map<Integer, ToolOutcome>>>();
      for (int caller = 0; caller < CALLERS; caller++) {
        int from = caller * CALLS;
        outcomes.add(
            callers.submit(
                () -> {
                  var mine = new HashMap<Integer, ToolOutcome>();
                  for (int n = from; n < from + CALLS; n++) {
                    var arguments =
                        tools.registry.arguments(Tenant.DEFAULT, "{\"n\":" + n + "}").orElseThrow();
                    Instant deadline = Instant.now().plusSeconds(30);
                    mine.put(n, tools.registry.call(Tenant.DEFAULT, "fleet", arguments, deadline));
                  }
                  return mine;
                }));
      }
      for (int i = 0; i < 9; i++) {
        hosts.add(join.call());
      }
      tools.awaitInstances("fleet", 10);
      while (hosts.size() > 3) {
        hosts.remove().close();
      }
      tools.awaitInstances("fleet", 3);
      for (int i = 0; i < 3; i++) {
        hosts.add(join.call());
        hosts.remove().close();
      }

      var byStatus = new HashMap<Status, Integer>();
      for (Future<Map<Integer, ToolOutcome>> each : outcomes) {
        each.get()
            .forEach(
                (n, outcome) -> {
                  byStatus.merge(outcome.status(), 1, Integer::sum);
                  if (outcome.ok()) {
                    assertThat(outcome.text().text()).isEqualTo("answer " + n);
                  }
                });
      }
      for (ToolHost host : hosts) {
        host.close();
      }
      assertThat(byStatus).containsExactly(Map.entry(Status.OK, CALLERS * CALLS));
      assertThat(carriedOut).hasSize(CALLERS * CALLS);
      assertThat(carriedOut.values()).allSatisfy(times -> assertThat(times).hasValue(1));
      assertThat(answers(broker))
          .hasSize(CALLERS * CALLS)
          .allSatisfy((_, n) -> assertThat(n).isEqualTo(1));
      assertThat(tools.dropped("late")).isZero();
    }
  }

  /** How often each call was answered. */
  private static Map<String, Integer> answers(Broker broker) {
    var answers = new HashMap<String, Integer>();
    String topic = broker.topics.toolResults().name();
    try (var consumer =
        new KafkaConsumer<byte[], byte[]>(KafkaConnection.consumer(broker.config.kafka()))) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      consumer.seekToBeginning(partitions);
      while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          assertThat(record.value()).isNotNull();
          assertThat(new String(record.value(), UTF_8)).startsWith("answer ");
          answers.merge(
              String.valueOf(TopicHeaders.text(record.headers(), ToolProtocol.CORRELATION)),
              1,
              Integer::sum);
        }
      }
    }
    return answers;
  }
}
