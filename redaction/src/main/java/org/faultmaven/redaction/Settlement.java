package org.faultmaven.redaction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.faultmaven.contracts.record.Policy;
import org.faultmaven.contracts.record.Span;

/**
 * Settles what is masked of what was proposed: what the policy masks and does not allow, never a
 * pseudonym that stands in the text already, overlaps united.
 */
final class Settlement {
  private static final Comparator<Span> BY_PLACE =
      Comparator.comparingInt(Span::start).thenComparing(Span::end, Comparator.reverseOrder());

  private final Policy policy;
  private final Set<String> allowed;
  private final Vocabulary vocabulary;

  Settlement(Policy policy) {
    this.policy = policy;
    allowed =
        policy.allowed().stream()
            .map(text -> text.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    vocabulary = new Vocabulary(policy.vocabulary());
  }

  /**
   * @param proposed in any order
   * @param tokens the pseudonyms in the text, in order
   * @return in order, without overlap
   */
  List<Span> of(String text, List<Span> proposed, List<Span> tokens) {
    List<Span> masked = new ArrayList<>(proposed.size());
    for (Span span : proposed) {
      if (policy.masks(span.type(), span.score())
          && !isAllowed(text, span)
          && !vocabulary.explains(text, span)) {
        masked.add(span);
      }
    }
    masked.sort(BY_PLACE);
    return cut(text, unite(masked), tokens);
  }

  private boolean isAllowed(String text, Span span) {
    return !allowed.isEmpty()
        && allowed.contains(text.substring(span.start(), span.end()).toLowerCase(Locale.ROOT));
  }

  private static List<Span> unite(List<Span> spans) {
    List<Span> united = new ArrayList<>(spans.size());
    for (Span span : spans) {
      if (united.isEmpty() || !united.getLast().overlaps(span)) {
        united.add(span);
      } else {
        united.add(unite(united.removeLast(), span));
      }
    }
    return united;
  }

  /** Named after the surer of the two, then the longer, then the first. */
  private static Span unite(Span first, Span second) {
    boolean secondNames =
        second.score() > first.score()
            || (second.score() == first.score() && second.length() > first.length());
    Span name = secondNames ? second : first;
    return new Span(
        first.start(), Math.max(first.end(), second.end()), name.type(), name.score(), name.rule());
  }

  /** Leaves the pseudonyms out of the spans; what is left of a span around them stays one. */
  private static List<Span> cut(String text, List<Span> spans, List<Span> tokens) {
    if (tokens.isEmpty()) {
      return spans;
    }
    List<Span> rest = new ArrayList<>(spans.size());
    int next = 0;
    for (Span span : spans) {
      while (next < tokens.size() && tokens.get(next).end() <= span.start()) {
        next++;
      }
      int from = span.start();
      int token = next;
      for (; token < tokens.size() && tokens.get(token).start() < span.end(); token++) {
        addPart(text, span, from, tokens.get(token).start(), rest);
        from = tokens.get(token).end();
      }
      if (token == next) {
        rest.add(span);
      } else {
        addPart(text, span, from, span.end(), rest);
      }
    }
    return rest;
  }

  /** Without the blanks at its ends: they would be masked for ever again. */
  private static void addPart(String text, Span span, int start, int end, List<Span> rest) {
    int from = start;
    int to = end;
    while (from < to && text.charAt(from) <= ' ') {
      from++;
    }
    while (to > from && text.charAt(to - 1) <= ' ') {
      to--;
    }
    if (from < to) {
      rest.add(new Span(from, to, span.type(), span.score(), span.rule()));
    }
  }
}
