package org.faultmaven.contracts.tool;

import java.util.regex.Pattern;

/**
 * How a tool describes itself.
 *
 * @param name 1 to 64 lower-case letters, digits and underscores, a letter first
 * @param description what it does, for a person and a model
 * @param argumentsSchema JSON Schema of its arguments
 * @param readOnly whether calling it changes nothing
 */
public record ToolDescription(
    String name, String description, String argumentsSchema, boolean readOnly) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");

  public ToolDescription {
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "a tool's name is 1 to 64 lower-case letters, digits and underscores, a letter first");
    }
  }

  /** Whether a text can name a tool. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }
}
