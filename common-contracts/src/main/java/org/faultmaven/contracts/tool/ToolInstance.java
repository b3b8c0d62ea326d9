package org.faultmaven.contracts.tool;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * One process that offers a tool: the key of its records on the registry topic.
 *
 * @param tool its name
 * @param instance 1 to 64 letters, digits, dots, underscores and hyphens, unlike every other
 *     instance's
 */
public record ToolInstance(String tool, String instance) {
  public ToolInstance {
    if (!ToolDescription.isName(tool) || !ToolProtocol.INSTANCE.matcher(instance).matches()) {
      throw new IllegalArgumentException(
          "the key is <tool>/<instance>: 1 to 64 lower-case letters, digits and underscores, a"
              + " letter first, and 1 to 64 letters, digits, dots, underscores and hyphens");
    }
  }

  /**
   * @throws IllegalArgumentException when it is none, without content
   */
  public static ToolInstance parse(byte[] key) {
    String text = key.length > 200 ? "" : new String(key, UTF_8);
    int slash = text.indexOf('/');
    return new ToolInstance(text.substring(0, Math.max(slash, 0)), text.substring(slash + 1));
  }

  public byte[] toBytes() {
    return (tool + "/" + instance).getBytes(UTF_8);
  }
}
