package org.faultmaven.query.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import java.util.Map;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.runtime.access.AccessRule;
import org.faultmaven.runtime.access.Caller;
import org.faultmaven.runtime.access.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
class McpToolTest {
  private static McpTool tool(boolean readOnly, boolean required) {
    return new McpTool(
        "tool",
        "Tool",
        "A tool.",
        "{}",
        "{}",
        readOnly,
        new AccessRule(required),
        _ -> {
          throw new IllegalStateException("never called here");
        });
  }

  private static McpTransportContext of(Role role) {
    return McpTransportContext.create(
        Map.of(McpTool.CALLER, new Caller("key:test", Tenant.DEFAULT, role)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aReaderCallsWhatOnlyReads(boolean required) {
    assertThat(tool(true, required).mayCall(of(Role.READ))).isTrue();
    assertThat(tool(false, required).mayCall(of(Role.READ))).isFalse();
    assertThat(tool(false, required).mayCall(of(Role.WRITE))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whereACallerIsRequiredNobodyMayCallAnything(boolean readOnly) {
    assertThat(tool(readOnly, true).mayCall(McpTransportContext.EMPTY)).isFalse();
  }

  @Test
  void aCallIsInTheAuditLog(CapturedOutput output) {
    SyncToolSpecification tool =
        tool(false, true)
            .specification(new JacksonMcpJsonMapper(JsonMapper.shared()), JsonMapper.shared());
    var request =
        CallToolRequest.builder("tool").arguments(Map.of("text", "what was sent")).build();

    tool.callHandler().apply(of(Role.READ), request);
    tool.callHandler().apply(of(Role.WRITE), request);

    assertThat(output)
        .contains("key:test of default: tool over MCP refused")
        .contains("key:test of default: tool over MCP failed")
        .doesNotContain("what was sent");
  }

  @Test
  void whereNobodyIsAskedEveryoneMayCall() {
    assertThat(tool(false, false).mayCall(McpTransportContext.EMPTY)).isTrue();
  }
}
