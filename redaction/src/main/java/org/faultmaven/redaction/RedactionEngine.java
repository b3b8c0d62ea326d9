package org.faultmaven.redaction;

import static java.util.Locale.ROOT;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.record.Fragment;
import org.faultmaven.contracts.record.Health;
import org.faultmaven.contracts.record.Policy;
import org.faultmaven.contracts.record.Span;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.record.Verdict;

/** All rules over all characters, the union of what they find, and a pseudonym for each. */
final class RedactionEngine implements ISanitizer {
  private final List<Recognizer> recognizers;
  private final Pseudonymizer pseudonymizer;

  RedactionEngine(List<Recognizer> recognizers, Pseudonymizer pseudonymizer) {
    this.recognizers = List.copyOf(recognizers);
    this.pseudonymizer = pseudonymizer;
  }

  @Override
  public List<Verdict> sanitize(Tenant tenant, List<Fragment> fragments, Policy policy) {
    return fragments.stream().map(fragment -> judge(tenant, fragment, policy)).toList();
  }

  private Verdict judge(Tenant tenant, Fragment fragment, Policy policy) {
    String text = fragment.text();
    var found = new ArrayList<Span>();
    if (!text.isEmpty()) {
      MaskTokens masked = MaskTokens.in(text);
      for (Recognizer recognizer : recognizers) {
        recognizer.find(
            fragment,
            span -> {
              if (policy.masks(span.type(), span.score()) && !isAllowed(text, span, policy)) {
                masked.outside(span, found::add);
              }
            });
      }
    }
    List<Span> spans = SpanUnion.of(found);
    return Verdict.of(replace(tenant, text, spans, policy), spans);
  }

  private static boolean isAllowed(String text, Span span, Policy policy) {
    return !policy.allowed().isEmpty()
        && policy.allowed().contains(text.substring(span.start(), span.end()).toLowerCase(ROOT));
  }

  private String replace(Tenant tenant, String text, List<Span> spans, Policy policy) {
    if (spans.isEmpty()) {
      return text;
    }
    var masked = new StringBuilder(text.length() + 16 * spans.size());
    int done = 0;
    for (Span span : spans) {
      masked.append(text, done, span.start());
      String value = text.substring(span.start(), span.end());
      masked.append(pseudonymizer.mask(tenant, span.type(), value, policy));
      done = span.end();
    }
    return masked.append(text, done, text.length()).toString();
  }

  @Override
  public String id() {
    return "engine/1";
  }

  @Override
  public Health check() {
    return Health.up(Duration.ZERO);
  }

  @Override
  public void close() {}
}
