package org.faultmaven.query.model;

import dev.langchain4j.exception.HttpException;
import dev.langchain4j.http.client.HttpMethod;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.faultmaven.adapters.call.CallFailedException;
import org.faultmaven.adapters.call.CallLimits;
import org.faultmaven.adapters.call.ExternalSystem;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.IChatModel;
import org.faultmaven.contracts.record.Health;
import org.faultmaven.contracts.tool.ToolDescription;
import org.jspecify.annotations.Nullable;

/** The model of one provider, asked once a call. */
final class ProviderModel implements IChatModel {
  /** How long a check holds: health is looked at often, and providers count requests. */
  private static final Duration CHECKED = Duration.ofMinutes(1);

  private static final Set<Integer> LISTS_NOTHING = Set.of(404, 405, 501);

  private final String name;
  private final ExternalSystem system;
  private final StreamingChatModel model;
  private final Transport transport;
  private final HttpRequest probe;
  private final Clock clock;
  private @Nullable Health checked;
  private Instant checkedAt = Instant.MIN;

  /**
   * @param name provider and model
   * @param transport closed with this
   * @param models the address that lists the provider's models
   * @param headers with the key
   */
  ProviderModel(
      String name,
      ExternalSystem system,
      StreamingChatModel model,
      Transport transport,
      String models,
      Map<String, String> headers,
      Clock clock) {
    this.name = name;
    this.system = system;
    this.model = model;
    this.transport = transport;
    var request = HttpRequest.builder().method(HttpMethod.GET).url(models);
    headers.forEach(request::addHeader);
    this.probe = request.build();
    this.clock = clock;
  }

  @Override
  public Reply chat(
      List<Message> messages,
      List<ToolDescription> tools,
      Duration within,
      Consumer<String> onText) {
    ChatRequest request = Conversation.request(messages, tools);
    var stream = new ReplyStream("The model " + name, name, onText);
    try {
      return system
          .call("chat", CallLimits.once(within))
          .run(
              () -> {
                model.chat(request, stream);
                return stream.reply();
              });
    } catch (CallFailedException e) {
      RuntimeException ofListener = stream.ofListener();
      if (ofListener != null) {
        // The mark of the interruption that ended the reading.
        Thread.interrupted();
        throw ofListener;
      }
      if (e.retryable() && stream.shown()) {
        throw new BackendException(String.valueOf(e.getMessage()), false);
      }
      throw e;
    } finally {
      stream.close();
    }
  }

  @Override
  public synchronized Health check() {
    Health last = checked;
    if (last == null || Duration.between(checkedAt, clock.instant()).compareTo(CHECKED) >= 0) {
      last = system.check(this::probe);
      checked = last;
      checkedAt = clock.instant();
    }
    return last;
  }

  /** A server that lists no models is there nevertheless. */
  private int probe() throws IOException {
    try {
      return transport.execute(probe).statusCode();
    } catch (HttpException e) {
      if (LISTS_NOTHING.contains(e.statusCode())) {
        return e.statusCode();
      }
      throw HttpFailure.of("The model " + name, e.statusCode(), true);
    } catch (TransportException e) {
      throw new IOException("the check failed", e);
    }
  }

  @Override
  public void close() {
    transport.close();
  }
}
