package org.faultmaven.query.mcp;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.query.web.Problem;
import org.faultmaven.runtime.access.AccessRule;
import org.faultmaven.runtime.access.AuditLog;
import org.faultmaven.runtime.access.Caller;
import org.faultmaven.runtime.access.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A tool of the protocol over a call of the HTTP API: the same arguments, the same answer, and its
 * problem documents as errors that an assistant can act on.
 *
 * @param input JSON Schema of the arguments
 * @param output JSON Schema of the answer
 * @param readOnly whether it changes nothing
 * @param access whether somebody has to be known to have called
 * @param call is handed the arguments as JSON
 */
record McpTool(
    String name,
    String title,
    String description,
    String input,
    String output,
    boolean readOnly,
    AccessRule access,
    Function<InputStream, Record> call) {
  /** What a request's context holds its caller by. */
  static final String CALLER = "caller";

  private static final Logger LOG = LoggerFactory.getLogger(McpTool.class);

  SyncToolSpecification specification(McpJsonMapper schemas, JsonMapper json) {
    return SyncToolSpecification.builder()
        .tool(
            Tool.builder(name, schemas, input)
                .title(title)
                .description(description)
                .outputSchema(schemas, output)
                .annotations(
                    ToolAnnotations.builder()
                        .title(title)
                        .readOnlyHint(readOnly)
                        .destructiveHint(!readOnly)
                        .idempotentHint(readOnly)
                        .openWorldHint(!readOnly)
                        .build())
                .build())
        .callHandler(
            (context, request) -> {
              boolean allowed = mayCall(context);
              CallToolResult result =
                  allowed ? answer(request.arguments(), json) : failed(refused());
              audit(context, allowed, result);
              return result;
            })
        .build();
  }

  private void audit(McpTransportContext context, boolean allowed, CallToolResult result) {
    if (context.get(CALLER) instanceof Caller caller) {
      AuditLog.Called ended =
          Boolean.TRUE.equals(result.isError()) ? AuditLog.Called.FAILED : AuditLog.Called.ANSWERED;
      AuditLog.called(caller, name, allowed ? ended : AuditLog.Called.REFUSED);
    }
  }

  /**
   * Who may only read may call what only reads; where nobody is asked who he is, everyone may. A
   * caller that got lost on the way here is nobody.
   */
  boolean mayCall(McpTransportContext context) {
    return context.get(CALLER) instanceof Caller caller
        ? readOnly || caller.role().includes(Role.WRITE)
        : !access.required();
  }

  private static ProblemDetail refused() {
    return Problem.of(
            HttpStatus.FORBIDDEN, "The role does not allow this", "It needs the role write.")
        .getBody();
  }

  private CallToolResult answer(Map<String, Object> arguments, JsonMapper json) {
    try {
      byte[] body = json.writeValueAsBytes(arguments == null ? Map.of() : arguments);
      Record answer = call.apply(new ByteArrayInputStream(body));
      return CallToolResult.builder(List.of())
          .structuredContent(json.convertValue(answer, new TypeReference<Map<String, Object>>() {}))
          .addTextContent(json.writeValueAsString(answer))
          .build();
    } catch (ErrorResponseException e) {
      return failed(e.getBody());
    } catch (BackendException e) {
      return failed(Problem.of(e).getBody());
    } catch (RuntimeException e) {
      // The class alone: a message may quote what was sent.
      LOG.error("the call of {} failed: {}", name, e.getClass().getName());
      return CallToolResult.builder(List.of())
          .addTextContent("The call failed inside the service; its log says where.")
          .isError(true)
          .build();
    }
  }

  private static CallToolResult failed(ProblemDetail problem) {
    return CallToolResult.builder(List.of())
        .addTextContent(problem.getTitle() + ": " + problem.getDetail())
        .isError(true)
        .build();
  }
}
