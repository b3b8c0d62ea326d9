package org.faultmaven.standalone.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.util.List;
import org.faultmaven.standalone.backup.BackupCommand;
import org.faultmaven.standalone.backup.RestoreCommand;
import org.faultmaven.standalone.client.ApiException;
import org.faultmaven.standalone.send.SelectionException;
import org.faultmaven.standalone.server.ConfigCommand;
import org.faultmaven.standalone.server.MoveCommand;
import org.faultmaven.standalone.server.UpCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. Its exit status is 0, 1 when a command failed, or 2 for bad usage. */
@Command(
    name = "faultmaven",
    description = "Logs into Kafka, checkable answers out.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      SendCommand.class,
      AskCommand.class,
      SearchCommand.class,
      SanitizeCommand.class,
      StatusCommand.class,
      KeysCommand.class,
      DownCommand.class
    })
public final class Main {
  private final List<Object> more;

  /**
   * @param more commands beside those of this package, classes or objects as picocli takes them
   */
  public Main(List<Object> more) {
    this.more = List.copyOf(more);
  }

  public static void main(String[] args) {
    // Whatever the locale: log lines are UTF-8.
    int status =
        new Main(
                List.of(
                    new UpCommand(),
                    new ConfigCommand(),
                    new MoveCommand(),
                    new BackupCommand(),
                    new RestoreCommand()))
            .run(writer(FileDescriptor.out), writer(FileDescriptor.err), args);
    System.exit(status);
  }

  /** Runs a command and returns the exit status. */
  public int run(PrintWriter out, PrintWriter err, String... args) {
    var commandLine = new CommandLine(this);
    more.forEach(commandLine::addSubcommand);
    if (args.length == 0) {
      commandLine.usage(err);
      return CommandLine.ExitCode.USAGE;
    }
    return execute(commandLine, out, err, args);
  }

  static int execute(CommandLine commandLine, PrintWriter out, PrintWriter err, String... args) {
    commandLine.setOut(out);
    commandLine.setErr(err);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setExecutionExceptionHandler((e, command, _) -> status(e, command.getErr()));
    return commandLine.execute(args);
  }

  /** What users can do something about is a message; anything else keeps its trace. */
  private static int status(Exception e, PrintWriter err) {
    switch (e) {
      case ApiException api -> err.println("faultmaven: " + api.getMessage());
      case SelectionException selection -> {
        err.println("faultmaven: " + selection.getMessage());
        return CommandLine.ExitCode.USAGE;
      }
      case CommandFailure failure -> {
        err.println("faultmaven: " + failure.getMessage());
        return failure.exitCode();
      }
      default -> e.printStackTrace(err);
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static PrintWriter writer(FileDescriptor descriptor) {
    return new PrintWriter(
        new OutputStreamWriter(new FileOutputStream(descriptor), UTF_8), /* autoFlush= */ true);
  }
}
