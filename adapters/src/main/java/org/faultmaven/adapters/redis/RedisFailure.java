package org.faultmaven.adapters.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.faultmaven.adapters.call.CallFailedException;

/** What Redis or the way to it says, in words of our own: its messages may quote what was sent. */
final class RedisFailure {
  /** The kind of error when a key holds something else than FaultMaven would write. */
  static final String UNREADABLE = "WRONGTYPE";

  /** At the start, or where a script of 6.2 failed. */
  private static final Pattern CODE =
      Pattern.compile("(?:^|@user_script: ?\\d+: ?)-?([A-Z]{3,})\\b");

  /** Error codes that are not the fault of what was sent, and what to do about them. */
  private static final Map<String, String> OWN_TROUBLE =
      Map.ofEntries(
          Map.entry("LOADING", "it is reading its data; it goes on by itself"),
          Map.entry("BUSY", "somebody's script keeps it busy"),
          Map.entry("TRYAGAIN", "its slots are moving; it goes on by itself"),
          Map.entry("CLUSTERDOWN", "its cluster is down; start the missing nodes"),
          Map.entry("MASTERDOWN", "its master is away; start it"),
          Map.entry("READONLY", "it is a replica; configure the master, or Sentinel"),
          Map.entry("NOREPLICAS", "it has too few replicas; start them"),
          Map.entry("MISCONF", "it can't save to its disk; see its log"),
          Map.entry("OOM", "its memory is full; raise maxmemory"),
          Map.entry("NOAUTH", "it asks for a password; set REDIS_PASSWORD"),
          Map.entry("WRONGPASS", "it refuses the password; correct REDIS_PASSWORD"),
          Map.entry(
              "NOPERM", "its user lacks rights to keys and commands of sessions; grant them"));

  private RedisFailure() {}

  static CallFailedException of(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof CallFailedException known) {
        return known;
      }
      if (each instanceof RedisCommandExecutionException answered) {
        return answered(Objects.requireNonNullElse(answered.getMessage(), ""));
      }
    }
    String name = failure.getClass().getSimpleName();
    for (Throwable each = failure; each != null; each = each.getCause()) {
      name = each.getClass().getSimpleName();
      // Cancelled: the connection was lost while it waited, and nothing is sent twice.
      if (each instanceof RedisException
          || each instanceof CancellationException
          || each instanceof IOException) {
        return away(name);
      }
    }
    return new CallFailedException(name, "redis: a call failed (" + name + ")", false);
  }

  private static CallFailedException away(String name) {
    return new CallFailedException(
        name,
        "redis can't be reached (" + name + "). Start it, or correct its address (REDIS_HOST).",
        true);
  }

  /** Whether the server was there and closed the connection, and nothing tells why. */
  static boolean isClosedWhileGreeted(RedisConnectionException failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof RedisCommandExecutionException) {
        return false;
      }
      String message = String.valueOf(each.getMessage());
      if (message.contains("closed prematurely")
          || message.contains("RedisHandshakeHandler not registered")) {
        return true;
      }
    }
    return false;
  }

  static boolean isUnreadable(Throwable failure) {
    return of(failure).kind().equals(UNREADABLE);
  }

  private static CallFailedException answered(String message) {
    String code = code(message);
    String trouble = OWN_TROUBLE.get(code);
    if (trouble != null) {
      return new CallFailedException(code, "redis answered " + code + ": " + trouble, true);
    }
    return code.equals(UNREADABLE)
        ? new CallFailedException(
            code, "redis: a key of sessions holds something else; delete it", false)
        : new CallFailedException("ERR", "redis did not take a command", false);
  }

  /** The last one: before it stands that a script failed. */
  private static String code(String message) {
    String code = "";
    for (Matcher found = CODE.matcher(message); found.find(); ) {
      code = found.group(1);
    }
    return code;
  }
}
