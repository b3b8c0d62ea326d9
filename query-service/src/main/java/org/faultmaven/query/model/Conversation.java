package org.faultmaven.query.model;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.faultmaven.contracts.port.IChatModel.Message;
import org.faultmaven.contracts.port.IChatModel.SentCall;
import org.faultmaven.contracts.tool.ToolDescription;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Puts a conversation and its tools into the library's words. */
final class Conversation {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  private Conversation() {}

  static ChatRequest request(List<Message> messages, List<ToolDescription> tools) {
    Map<String, String> toolOfCall = new HashMap<>();
    var sent = new ArrayList<ChatMessage>();
    for (Message message : messages) {
      message.calls().forEach(call -> toolOfCall.put(call.callId(), call.tool()));
      sent.add(message(message, toolOfCall));
    }
    var request = ChatRequest.builder().messages(sent);
    if (!tools.isEmpty()) {
      request.toolSpecifications(tools.stream().map(Conversation::tool).toList());
    }
    return request.build();
  }

  private static ChatMessage message(Message message, Map<String, String> toolOfCall) {
    String text = message.text().text();
    return switch (message.role()) {
      case SYSTEM -> SystemMessage.from(text);
      case USER -> UserMessage.from(text);
      case ASSISTANT -> assistant(text, message.calls());
      case TOOL ->
          ToolExecutionResultMessage.from(
              message.callId(), toolOfCall.getOrDefault(message.callId(), ""), text);
    };
  }

  private static AiMessage assistant(String text, List<SentCall> calls) {
    List<ToolExecutionRequest> requests =
        calls.stream()
            .map(
                call ->
                    ToolExecutionRequest.builder()
                        .id(call.callId())
                        .name(call.tool())
                        .arguments(call.arguments().text())
                        .build())
            .toList();
    var said = AiMessage.builder().toolExecutionRequests(requests);
    return text.isEmpty() ? said.build() : said.text(text).build();
  }

  private static ToolSpecification tool(ToolDescription tool) {
    return ToolSpecification.builder()
        .name(tool.name())
        .description(tool.description())
        .parameters(parameters(tool.argumentsSchema()))
        .build();
  }

  /** What isn't understood of a schema is left out: the tool itself checks its arguments. */
  private static JsonObjectSchema parameters(String schema) {
    var parameters = JsonObjectSchema.builder();
    try {
      JsonNode tree = JSON.readTree(schema);
      tree.path("properties")
          .forEachEntry(
              (name, type) -> {
                // Providers refuse other names, and the library what is no object.
                if (NAME.matcher(name).matches()) {
                  parameters.addProperty(
                      name, JsonRawSchema.from(type.isObject() ? type.toString() : "{}"));
                }
              });
      var required = new ArrayList<String>();
      tree.path("required").forEach(name -> required.add(name.asString("")));
      required.removeIf(name -> !NAME.matcher(name).matches());
      parameters.required(required);
    } catch (JacksonException e) {
      parameters.additionalProperties(true);
    }
    return parameters.build();
  }
}
