package org.faultmaven.standalone.product;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.faultmaven.standalone.cli.Main;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** API keys, by the command as its users call it. */
public final class Keys {
  private static final JsonMapper JSON = new JsonMapper();

  private final String bootstrapServers;

  public Keys(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /** The new key. */
  public String create(String name, String tenant, String role) {
    return run("create", name, "--tenant", tenant, "--role", role).strip();
  }

  public void revoke(String id) {
    run("revoke", id);
  }

  public String idOf(String name) {
    return run("list", "--json")
        .lines()
        .map(JSON::readTree)
        .filter(key -> key.path("name").asString().equals(name))
        .map((JsonNode key) -> key.path("id").asString())
        .findFirst()
        .orElseThrow();
  }

  private String run(String command, String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var all = new java.util.ArrayList<>(List.of("keys", command));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--bootstrap", bootstrapServers));
    int status =
        new Main(List.of())
            .run(
                new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
    if (status != 0) {
      throw new AssertionError("keys " + command + ": " + err);
    }
    return out.toString();
  }
}
