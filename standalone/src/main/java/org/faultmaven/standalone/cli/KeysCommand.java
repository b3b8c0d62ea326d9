package org.faultmaven.standalone.cli;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.faultmaven.contracts.config.DurationText;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.runtime.access.ApiKey;
import org.faultmaven.runtime.access.Role;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** API keys: made, listed and revoked in their topic. Who may write it decides who may ask. */
@Command(
    name = "keys",
    description = "Make, list and revoke API keys, with the rights of a Kafka client.",
    mixinStandardHelpOptions = true,
    subcommands = {KeysCommand.Create.class, KeysCommand.ListKeys.class, KeysCommand.Revoke.class})
final class KeysCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandSpec command = Objects.requireNonNull(spec, "picocli sets it");
    command.commandLine().usage(command.commandLine().getErr());
    return 2;
  }

  /** Makes one. */
  @Command(
      name = "create",
      description = "Make a key, and print it: it can't be shown again.",
      mixinStandardHelpOptions = true,
      defaultValueProvider = ClientConfig.class)
  static final class Create implements Callable<Integer> {
    private static final int LONGEST_NAME = 100;

    @Parameters(paramLabel = "NAME", description = "What the key is for.")
    private String name = "";

    @Option(
        names = "--role",
        paramLabel = "ROLE",
        defaultValue = "READ",
        description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private Role role = Role.READ;

    @Option(
        names = "--tenant",
        paramLabel = "TENANT",
        defaultValue = "default",
        description = "Whose data it opens (${DEFAULT-VALUE}).")
    private String tenant = "";

    @Option(
        names = "--expires-in",
        paramLabel = "DURATION",
        description = "As 12h or 90d; never when left out.")
    private @Nullable String expiresIn;

    @Mixin private KafkaOptions kafka = new KafkaOptions();
    @Mixin private Output output = new Output();

    @Override
    public Integer call() throws Exception {
      if (!Tenant.isName(tenant)) {
        throw CommandFailure.badUsage(
            "--tenant wants 1 to 63 lower-case letters, digits and inner hyphens.");
      }
      if (name.isBlank() || name.length() > LONGEST_NAME) {
        throw CommandFailure.badUsage("NAME has 1 to " + LONGEST_NAME + " characters.");
      }
      Instant now = Instant.now();
      ApiKey.Issued issued =
          ApiKey.issue(name, new Tenant(tenant), role, now, end(now), new SecureRandom());
      KeyTopic.created(kafka).put(issued.key());
      if (output.json()) {
        var shown = new LinkedHashMap<String, Object>(row(issued.key()));
        shown.put("key", issued.text());
        output.print(shown);
      } else {
        output.out().println(issued.text());
      }
      return 0;
    }

    private @Nullable Instant end(Instant now) throws CommandFailure {
      if (expiresIn == null) {
        return null;
      }
      try {
        Duration duration = DurationText.parse(expiresIn, "");
        if (duration.isPositive()) {
          return now.plus(duration);
        }
      } catch (RuntimeException e) {
        // Said below, together with what is not positive.
      }
      throw CommandFailure.badUsage("--expires-in wants a duration such as 12h or 90d.");
    }
  }

  /** Lists them. */
  @Command(
      name = "list",
      description = "List the keys: never the secrets, which nobody has.",
      mixinStandardHelpOptions = true,
      defaultValueProvider = ClientConfig.class)
  static final class ListKeys implements Callable<Integer> {
    @Mixin private KafkaOptions kafka = new KafkaOptions();
    @Mixin private Output output = new Output();

    @Override
    public Integer call() throws Exception {
      for (ApiKey key : KeyTopic.open(kafka).all()) {
        if (output.json()) {
          output.print(row(key));
        } else {
          output
              .out()
              .printf(
                  "%s  %-5s  %s  %s  %s%s%n",
                  key.id(),
                  key.role(),
                  key.tenant(),
                  key.createdAt(),
                  key.name(),
                  key.expiresAt() == null ? "" : "  until " + key.expiresAt());
        }
      }
      return 0;
    }
  }

  /** Revokes one. */
  @Command(
      name = "revoke",
      description = "Revoke a key: services refuse it within a second.",
      mixinStandardHelpOptions = true,
      defaultValueProvider = ClientConfig.class)
  static final class Revoke implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "As list shows it.")
    private String id = "";

    @Mixin private KafkaOptions kafka = new KafkaOptions();

    @Override
    public Integer call() throws Exception {
      KeyTopic topic = KeyTopic.open(kafka);
      if (topic.all().stream().noneMatch(key -> key.id().equals(id))) {
        throw CommandFailure.failed("there is no key with this id. ./faultmaven keys list");
      }
      topic.revoke(id);
      return 0;
    }
  }

  private static Map<String, Object> row(ApiKey key) {
    var row = new LinkedHashMap<String, Object>();
    row.put("id", key.id());
    row.put("name", key.name());
    row.put("tenant", key.tenant());
    row.put("role", key.role());
    row.put("createdAt", key.createdAt().toString());
    if (key.expiresAt() != null) {
      row.put("expiresAt", key.expiresAt().toString());
    }
    return row;
  }
}
