package org.faultmaven.sanitizer.support;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.record.Fragment;
import org.faultmaven.contracts.record.Health;
import org.faultmaven.contracts.record.Policy;
import org.faultmaven.contracts.record.Span;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.record.Verdict;

/**
 * Masks {@code SECRET7} and numbers that begin with 4111, and everything under a label that ends
 * with {@code password}. Fails on {@code POISON}, {@code OVERFLOW} and {@code UNJUDGED}, each in a
 * way of its own, and on everything while it is away.
 */
public final class FakeSanitizer implements ISanitizer {
  public static final Policy LOGS = policy("logs");
  public static final Policy DOCUMENTS = policy("documents");
  private static final Pattern SECRET = Pattern.compile("SECRET\\d+|\\b4111\\d*");
  private static final String DIGITS = "abcdefghijklmnopqrstuvwxyz234567";

  public volatile boolean away;
  public final List<List<Fragment>> calls = new ArrayList<>();

  private static Policy policy(String name) {
    return new Policy(name, 3, java.util.Set.of("SECRET"), 0, java.util.Set.of(), true);
  }

  @Override
  public synchronized List<Verdict> sanitize(
      Tenant tenant, List<Fragment> fragments, Policy policy) {
    if (away) {
      throw new BackendException("away", true);
    }
    calls.add(List.copyOf(fragments));
    return fragments.stream().map(FakeSanitizer::judge).toList();
  }

  private static Verdict judge(Fragment fragment) {
    String text = fragment.text();
    if (text.contains("POISON")) {
      throw new IllegalStateException("could not match " + text);
    }
    if (text.contains("OVERFLOW")) {
      throw new StackOverflowError();
    }
    if (text.contains("UNJUDGED")) {
      throw new BackendException("refused", false);
    }
    if (!text.isEmpty() && fragment.label() != null && fragment.label().endsWith("password")) {
      return Verdict.of(mask(text), List.of(new Span(0, text.length(), "SECRET", 1, "label")));
    }
    var spans = new ArrayList<Span>();
    var masked = new StringBuilder();
    Matcher secret = SECRET.matcher(text);
    while (secret.find()) {
      spans.add(new Span(secret.start(), secret.end(), "SECRET", 1, "fake"));
      secret.appendReplacement(masked, Matcher.quoteReplacement(mask(secret.group())));
    }
    secret.appendTail(masked);
    return Verdict.of(masked.toString(), spans);
  }

  /** The pseudonym of a value. */
  public static String mask(String value) {
    var digits = new StringBuilder();
    long rest = value.toLowerCase(Locale.ROOT).hashCode() & 0xffffffffL;
    for (int i = 0; i < 8; i++) {
      digits.append(DIGITS.charAt((int) (rest & 31)));
      rest = rest * 31 + 7;
    }
    return "<SECRET_" + digits + ">";
  }

  @Override
  public String id() {
    return "fake/1";
  }

  @Override
  public Health check() {
    return Health.up(Duration.ZERO);
  }

  @Override
  public void close() {}
}
