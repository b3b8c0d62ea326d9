package org.faultmaven.contracts.port;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * FaultMaven's view of the configuration by dotted keys, read-only, for diagnostics and tools.
 * Features take their record by constructor instead. A secret reads as {@code ****}.
 */
public interface IConfiguration {
  /** The effective value, or {@code fallback} when the key is unknown or has no value. */
  @Nullable String get(String key, @Nullable String fallback);

  /**
   * @throws IllegalArgumentException naming the key when its value is no number
   */
  int getInt(String key, int fallback);

  /**
   * True for {@code true}, {@code 1}, {@code yes} and {@code on}, in any case; false for any other
   * value.
   */
  boolean getBool(String key, boolean fallback);

  String getStr(String key, String fallback);

  /** Every problem, each naming its key and the accepted values; empty when valid. */
  List<String> validate();

  /** Every key with its effective value; a secret as whether it is set, never itself. */
  Map<String, Object> toMap();
}
