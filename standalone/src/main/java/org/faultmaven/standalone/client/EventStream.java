package org.faultmaven.standalone.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.util.function.BiConsumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A body of server-sent events with JSON as their data; or another body, read as JSON. */
final class EventStream {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String NAME = "event:";
  private static final String DATA = "data:";

  private final boolean events;
  private final InputStream body;

  private EventStream(boolean events, InputStream body) {
    this.events = events;
    this.body = body;
  }

  static BodyHandler<EventStream> handler() {
    return head -> {
      boolean events =
          head.statusCode() == 200
              && head.headers()
                  .firstValue("Content-Type")
                  .orElse("")
                  .startsWith("text/event-stream");
      return BodySubscribers.mapping(
          BodySubscribers.ofInputStream(), body -> new EventStream(events, body));
    };
  }

  boolean isEvents() {
    return events;
  }

  /** The whole body; an empty object when it is no JSON. */
  JsonNode json() {
    try (body) {
      return JSON.readTree(body);
    } catch (IOException | JacksonException e) {
      return JSON.createObjectNode();
    }
  }

  /**
   * Hands on each event as it comes.
   *
   * @param last the name of the event that ends the stream
   * @throws IOException when the stream breaks off before it, or holds something else
   * @throws ApiException when an event says that the answer failed
   */
  void forEach(String last, BiConsumer<String, JsonNode> each) throws IOException, ApiException {
    try (var reader = new BufferedReader(new InputStreamReader(body, UTF_8))) {
      String name = "";
      var data = new StringBuilder();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.startsWith(NAME)) {
          name = line.substring(NAME.length()).strip();
        } else if (line.startsWith(DATA)) {
          data.append(line.substring(DATA.length())).append('\n');
        } else if (line.isEmpty() && !data.isEmpty()) {
          JsonNode event = JSON.readTree(data.toString());
          if (name.equals("error")) {
            throw new ApiException(ApiClient.said(event));
          }
          each.accept(name, event);
          if (name.equals(last)) {
            return;
          }
          name = "";
          data.setLength(0);
        }
      }
      throw new EOFException("the stream ended without its last event");
    } catch (JacksonException e) {
      throw new IOException("an event holds no JSON", e);
    }
  }
}
