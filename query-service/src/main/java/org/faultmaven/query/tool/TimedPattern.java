package org.faultmaven.query.tool;

import com.networknt.schema.regex.RegularExpression;
import java.io.Serial;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A pattern of a schema that somebody wrote: it may take its time, but not all of it. */
final class TimedPattern implements RegularExpression {
  private static final long NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  /** The time was over. */
  static final class TooSlowException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    TooSlowException() {
      super("a pattern takes too long to match", null, false, false);
    }
  }

  private final Pattern pattern;

  /**
   * @throws java.util.regex.PatternSyntaxException when it is no pattern
   */
  TimedPattern(String pattern) {
    this.pattern = Pattern.compile(pattern);
  }

  @Override
  public boolean matches(String value) {
    try {
      return pattern.matcher(new Timed(value, System.nanoTime() + NANOS)).find();
    } catch (StackOverflowError e) {
      throw new TooSlowException();
    }
  }

  /** A matcher can't be interrupted but by the text it reads. */
  private record Timed(CharSequence text, long end) implements CharSequence {
    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (System.nanoTime() - end > 0) {
        throw new TooSlowException();
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int limit) {
      return new Timed(text.subSequence(start, limit), end);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
