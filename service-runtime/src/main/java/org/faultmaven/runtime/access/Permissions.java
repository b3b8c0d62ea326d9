package org.faultmaven.runtime.access;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Which role a request needs. What is not named here needs the highest. */
public final class Permissions {
  private record Permission(Set<String> methods, PathPattern path, Role role) {}

  private static final String HEAD = "HEAD";
  private static final String GET = "GET";
  private static final String POST = "POST";
  private static final String DELETE = "DELETE";

  private static final List<Permission> ALL =
      List.of(
          permission(Role.READ, "/api/v1/documents", GET, HEAD),
          permission(Role.READ, "/api/v1/documents/{id}", GET, HEAD),
          permission(Role.WRITE, "/api/v1/documents", POST),
          permission(Role.WRITE, "/api/v1/documents/{id}", DELETE),
          permission(Role.READ, "/api/v1/ledger", GET, HEAD),
          permission(Role.READ, "/api/v1/citations/{*rest}", GET, HEAD),
          permission(Role.READ, "/api/v1/search", POST),
          permission(Role.READ, "/api/v1/questions", POST),
          permission(Role.READ, "/api/v1/sanitize", POST),
          // A session is its user's own notebook, and reading includes keeping one.
          permission(Role.READ, "/api/v1/sessions", GET, HEAD, POST),
          permission(Role.READ, "/api/v1/sessions/{*rest}", GET, HEAD, POST, DELETE),
          permission(Role.READ, "/api/v1/tools", GET, HEAD),
          permission(Role.READ, "/api/v1/tools/{name}", GET, HEAD),
          permission(Role.WRITE, "/api/v1/tools/{name}/invocations", POST),
          permission(Role.READ, "/api/v1/openapi.json", GET, HEAD),
          // Its call_tool asks for more by itself.
          permission(Role.READ, "/mcp", GET, HEAD, POST, DELETE),
          permission(Role.READ, "/actuator/prometheus", GET, HEAD),
          permission(Role.READ, "/actuator/health/{*rest}", GET, HEAD));

  private Permissions() {}

  /** For a method and a path without its query. */
  public static Role needed(String method, String path) {
    return of(method, path).map(Permission::role).orElse(Role.ADMIN);
  }

  /** The pattern that a path fits, or {@code none}: it says nothing of what the path holds. */
  static String route(String method, String path) {
    return of(method, path).map(each -> each.path().getPatternString()).orElse("none");
  }

  private static Optional<Permission> of(String method, String path) {
    PathContainer parsed = PathContainer.parsePath(path);
    return ALL.stream()
        .filter(each -> each.methods().contains(method) && each.path().matches(parsed))
        .findFirst();
  }

  private static Permission permission(Role role, String path, String... methods) {
    return new Permission(Set.of(methods), PathPatternParser.defaultInstance.parse(path), role);
  }
}
