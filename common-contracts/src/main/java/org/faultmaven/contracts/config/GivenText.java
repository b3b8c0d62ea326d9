package org.faultmaven.contracts.config;

/**
 * How a text that was given is shown when something is wrong with it: not at all when it is secret,
 * or may hold a password before an {@code @}; shortened otherwise.
 */
final class GivenText {
  private static final int LONGEST = 60;

  private GivenText() {}

  static String shown(SettingSpec spec, String text) {
    if (spec.secret()) {
      return new Secret(text).toString();
    }
    if (text.contains("@")) {
      return "(not shown)";
    }
    String line = text.replaceAll("\\p{Cntrl}", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
  }
}
