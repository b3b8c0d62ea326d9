package org.faultmaven.contracts.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes, written with a binary unit: {@code 512KiB}, {@code 64MiB}, {@code 2GiB}, or a
 * bare number of bytes.
 */
public record DataSize(long bytes) implements Comparable<DataSize> {
  private static final Pattern FORM = Pattern.compile("(\\d{1,15})\\s*(|b|kib|mib|gib|tib)");

  public DataSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("a size is 0 bytes or more");
    }
  }

  /**
   * @throws IllegalArgumentException naming the accepted forms
   */
  public static DataSize parse(String text) {
    Matcher form = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "a size such as 512KiB, 64MiB or 2GiB, or a number of bytes");
    }
    int shift =
        switch (form.group(2)) {
          case "kib" -> 10;
          case "mib" -> 20;
          case "gib" -> 30;
          case "tib" -> 40;
          default -> 0;
        };
    long number = Long.parseLong(form.group(1));
    if (number > Long.MAX_VALUE >> shift) {
      throw new IllegalArgumentException("a size below 8 EiB");
    }
    return new DataSize(number << shift);
  }

  @Override
  public int compareTo(DataSize other) {
    return Long.compare(bytes, other.bytes);
  }

  @Override
  public String toString() {
    String[] units = {"TiB", "GiB", "MiB", "KiB"};
    for (int i = 0; i < units.length; i++) {
      long unit = 1L << (40 - 10 * i);
      if (bytes != 0 && bytes % unit == 0) {
        return bytes / unit + units[i];
      }
    }
    return bytes + "B";
  }
}
