package org.faultmaven.query.mcp;

import java.io.InputStream;
import java.util.List;
import org.faultmaven.query.answer.QuestionController;
import org.faultmaven.query.citation.CitationController;
import org.faultmaven.query.document.DocumentStatuses;
import org.faultmaven.query.search.SearchController;
import org.faultmaven.query.tool.ToolController;
import org.faultmaven.query.web.JsonBody;
import org.faultmaven.query.web.Problem;
import org.faultmaven.runtime.access.AccessRule;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an assistant can do. */
final class McpTools {
  private static final int MAX_BYTES = 64 << 10;
  private static final String TIMES =
      """
      "source": {"type": "string", "description": "Only what this source wrote: a whole source, leading segments, or one segment of it"},
      "from": {"type": "string", "description": "ISO 8601 with zone"},
      "to": {"type": "string", "description": "ISO 8601 with zone"}\
      """;

  private final SearchController search;
  private final CitationController citations;
  private final QuestionController questions;
  private final ToolController tools;
  private final DocumentStatuses documents;
  private final AccessRule access;

  McpTools(
      SearchController search,
      CitationController citations,
      QuestionController questions,
      ToolController tools,
      DocumentStatuses documents,
      AccessRule access) {
    this.search = search;
    this.citations = citations;
    this.questions = questions;
    this.tools = tools;
    this.documents = documents;
    this.access = access;
  }

  List<McpTool> all() {
    return List.of(
        new McpTool(
            "search",
            "Search logs and documents",
            "Finds sanitised log entries and parts of documents, by words and by meaning. Each hit"
                + " has a citation whose url open_citation opens.",
            object(
                """
                "query": {"type": "string", "description": "Words as they would stand in a log, or a sentence"},
                "limit": {"type": "integer", "minimum": 1, "maximum": 100},
                "mode": {"enum": ["hybrid", "vector", "keyword"]},
                """
                    + TIMES,
                "query"),
            object(
                """
                "hits": {"type": "array", "items": {"type": "object"}},
                "degraded": {"type": "string"}\
                """,
                "hits"),
            true,
            access,
            search::search),
        new McpTool(
            "open_citation",
            "Open a citation",
            "Gives the cited sanitised lines themselves, or says that they are gone.",
            object(
                """
                "url": {"type": "string", "description": "The url of a citation, as search or ask gave it"}\
                """,
                "url"),
            object(
                """
                "lines": {"type": "array", "items": {"type": "string"}},
                "source": {"type": "string"},
                "sha256": {"type": "string"}\
                """,
                "lines"),
            true,
            access,
            this::open),
        new McpTool(
            "ask",
            "Ask what went wrong",
            "Answers a question about the logs with evidence, a timeline and citations [1], [2].",
            object(
                """
                "question": {"type": "string", "description": "May name a time: around 20:39 on 2016-12-19"},
                """
                    + TIMES,
                "question"),
            object(
                """
                "answer": {"type": "string"},
                "mode": {"enum": ["model", "extractive"]},
                "evidence": {"type": "array", "items": {"type": "object"}},
                "timeline": {"type": "array", "items": {"type": "object"}}\
                """,
                "answer",
                "mode",
                "evidence"),
            true,
            access,
            questions::ask),
        new McpTool(
            "document_status",
            "Where an uploaded document is",
            "Tells how far a document has come, when, and why it stopped if it did.",
            object("\"documentId\": {\"type\": \"string\"}", "documentId"),
            object(
                """
                "status": {"enum": ["accepted", "sanitized", "indexed", "quarantined", "deleted"]},
                "stages": {"type": "object"},
                "chunks": {"type": "integer"},
                "reason": {"type": "string"}\
                """,
                "status"),
            true,
            access,
            this::status),
        new McpTool(
            "list_tools",
            "List the tools",
            "Lists the tools that are registered with this installation, with the JSON Schema of"
                + " their arguments. call_tool calls one.",
            object(""),
            object("\"tools\": {\"type\": \"array\", \"items\": {\"type\": \"object\"}}", "tools"),
            true,
            access,
            _ -> tools.list()),
        new McpTool(
            "call_tool",
            "Call a tool",
            "Calls a registered tool. What it changes depends on the tool: list_tools says whether"
                + " it is readOnly.",
            object(
                """
                "name": {"type": "string"},
                "arguments": {"type": "object"},
                "timeoutSeconds": {"type": "integer", "minimum": 1}\
                """,
                "name",
                "arguments"),
            object(
                """
                "tool": {"type": "string"},
                "result": {},
                "tookMs": {"type": "integer"}\
                """,
                "tool",
                "result"),
            false,
            access,
            this::call));
  }

  /** The arguments of the second. */
  record Opening(@Nullable String url) {}

  /** The arguments of the document's status. */
  record Document(@Nullable String documentId) {}

  /** The arguments of the last. */
  record Calling(
      @Nullable String name, @Nullable JsonNode arguments, @Nullable Integer timeoutSeconds) {}

  private Record open(InputStream arguments) {
    String url = JsonBody.read(arguments, Opening.class, MAX_BYTES).url();
    if (url == null) {
      throw Problem.badRequest("The field url is missing. It is the url of a citation.");
    }
    return citations.open(url);
  }

  private Record status(InputStream arguments) {
    String id = JsonBody.read(arguments, Document.class, MAX_BYTES).documentId();
    if (id == null) {
      throw Problem.badRequest("The field documentId is missing. The upload was answered with it.");
    }
    return documents.of(id);
  }

  private Record call(InputStream arguments) {
    Calling calling = JsonBody.read(arguments, Calling.class, MAX_BYTES);
    if (calling.name() == null) {
      throw Problem.badRequest("The field name is missing. list_tools lists the names.");
    }
    return tools.invoke(calling.name(), calling.arguments(), calling.timeoutSeconds());
  }

  private static String object(String properties, String... required) {
    return "{\"type\": \"object\", \"properties\": {"
        + properties
        + "}, \"required\": "
        + JsonMapper.shared().writeValueAsString(required)
        + "}";
  }
}
