package org.faultmaven.contracts.record;

import java.util.regex.Pattern;

/**
 * Whose data it is: the first parameter of every store call and part of every id. A topic belongs
 * to one tenant by configuration, never by anything a producer writes.
 *
 * @param name 1 to 63 lower-case letters, digits and inner hyphens
 */
public record Tenant(String name) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

  /** The tenant of whoever configures none. */
  public static final Tenant DEFAULT = new Tenant("default");

  public Tenant {
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "a tenant's name is 1 to 63 lower-case letters, digits and inner hyphens");
    }
  }

  /** Whether a text can name a tenant. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  @Override
  public String toString() {
    return name;
  }
}
