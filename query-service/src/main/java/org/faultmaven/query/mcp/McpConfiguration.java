package org.faultmaven.query.mcp;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.jackson3.DefaultJsonSchemaValidator;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpStatelessSyncServer;
import io.modelcontextprotocol.server.transport.HttpServletStatelessServerTransport;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import java.util.Map;
import org.faultmaven.query.answer.QuestionController;
import org.faultmaven.query.citation.CitationController;
import org.faultmaven.query.document.DocumentStatuses;
import org.faultmaven.query.search.SearchController;
import org.faultmaven.query.tool.ToolController;
import org.faultmaven.runtime.access.AccessRule;
import org.faultmaven.runtime.access.Caller;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/**
 * Serves the Model Context Protocol over HTTP, without sessions of its own: any instance answers
 * any request.
 */
@Configuration(proxyBeanMethods = false)
public class McpConfiguration {
  static final String PATH = "/mcp";
  private static final int MAX_BYTES = 256 << 10;

  private static final String INSTRUCTIONS =
      "FaultMaven holds the sanitised logs and documents of an installation. Ask what went wrong,"
          + " or search, and open citations to check: what is not cited is not known. Values such"
          + " as <EMAIL_ADDRESS_k7f3q2mz> are pseudonyms; equal ones are the same value.";

  @Bean
  HttpServletStatelessServerTransport mcpTransport() {
    return HttpServletStatelessServerTransport.builder()
        .jsonMapper(new JacksonMcpJsonMapper(JsonMapper.shared()))
        .messageEndpoint(PATH)
        .maxRequestSize(MAX_BYTES)
        .contextExtractor(
            request ->
                Caller.of(request)
                    .map(caller -> McpTransportContext.create(Map.of(McpTool.CALLER, caller)))
                    .orElse(McpTransportContext.EMPTY))
        .build();
  }

  @Bean(destroyMethod = "close")
  McpStatelessSyncServer mcpServer(
      HttpServletStatelessServerTransport transport,
      SearchController search,
      CitationController citations,
      QuestionController questions,
      ToolController tools,
      DocumentStatuses documents,
      AccessRule access) {
    var schemas = new JacksonMcpJsonMapper(JsonMapper.shared());
    return McpServer.sync(transport)
        .serverInfo("faultmaven", version())
        .instructions(INSTRUCTIONS)
        .capabilities(ServerCapabilities.builder().tools(false).build())
        // On the request's own thread: the library's pool is small, and answers may take long.
        .immediateExecution(true)
        .jsonMapper(schemas)
        .jsonSchemaValidator(new DefaultJsonSchemaValidator(JsonMapper.shared()))
        .tools(
            new McpTools(search, citations, questions, tools, documents, access)
                .all().stream()
                    .map(tool -> tool.specification(schemas, JsonMapper.shared()))
                    .toList())
        .build();
  }

  @Bean
  FilterRegistrationBean<McpGuard> mcpGuard() {
    var registration = new FilterRegistrationBean<>(new McpGuard(MAX_BYTES));
    registration.addUrlPatterns(PATH);
    // Before a request is handed to another tenant's servlet.
    registration.setOrder(0);
    registration.setAsyncSupported(true);
    return registration;
  }

  @Bean
  ServletRegistrationBean<HttpServletStatelessServerTransport> mcpServlet(
      HttpServletStatelessServerTransport transport, McpStatelessSyncServer server) {
    var registration = new ServletRegistrationBean<>(transport, PATH);
    registration.setName(server.getServerInfo().name() + "-mcp");
    registration.setAsyncSupported(true);
    return registration;
  }

  private static String version() {
    String version = McpConfiguration.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
