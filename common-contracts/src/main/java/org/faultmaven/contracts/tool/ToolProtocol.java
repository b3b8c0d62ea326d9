package org.faultmaven.contracts.tool;

import java.time.Duration;
import java.util.regex.Pattern;

/** What tools and those that call them agree on: docs/tools.md. */
public final class ToolProtocol {
  /** On calls and results: what the result of a call is matched by. Echo it as it came. */
  public static final String CORRELATION = "fm.tool.correlation";

  /** On calls: which call it is, 52 base32 digits. */
  public static final String CALL = "fm.tool.call";

  /** On calls: equal for calls that must be carried out once, 52 base32 digits. */
  public static final String IDEMPOTENCY_KEY = "fm.tool.idempotency-key";

  /** On calls: after which nobody waits for the result, epoch milliseconds. */
  public static final String DEADLINE = "fm.tool.deadline";

  /** On calls: the version of the tool that is meant; others leave the call alone. */
  public static final String VERSION = "fm.tool.version";

  /** On results: {@link #OK} or {@link #FAILED}. */
  public static final String OUTCOME = "fm.tool.outcome";

  /** On results: {@code true} when the value was cut at a limit. */
  public static final String TRUNCATED = "fm.tool.truncated";

  /** The value is the tool's result. */
  public static final String OK = "ok";

  /** The value says why the tool failed. */
  public static final String FAILED = "failed";

  /** The largest announcement, in bytes. */
  public static final int MAX_ANNOUNCEMENT = 64 << 10;

  /** The largest JSON Schema of arguments, in characters. */
  public static final int MAX_SCHEMA = 32 << 10;

  /** The longest description, in characters. */
  public static final int MAX_DESCRIPTION = 4_000;

  /** The longest owner, in characters. */
  public static final int MAX_OWNER = 200;

  /** The shortest time between two heartbeats. */
  public static final Duration MIN_HEARTBEAT = Duration.ofSeconds(1);

  /** The longest. */
  public static final Duration MAX_HEARTBEAT = Duration.ofMinutes(1);

  /** The form of an instance's name. */
  static final Pattern INSTANCE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /** The form of a version. */
  static final Pattern VERSION_FORM = Pattern.compile("[A-Za-z0-9._-]{1,32}");

  private ToolProtocol() {}
}
