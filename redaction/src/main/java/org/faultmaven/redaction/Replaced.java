package org.faultmaven.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.faultmaven.contracts.record.Fragment;
import org.faultmaven.contracts.record.Span;
import org.faultmaven.contracts.record.Verdict;

/** A masked fragment, some of whose pseudonyms give way to other texts. */
final class Replaced {
  private final Fragment raw;
  private final Verdict masked;
  // What stands for each span: its pseudonym, and what is given instead, or the pseudonym again.
  private final List<String> pseudonyms;
  private final List<String> given;

  Replaced(Fragment raw, Verdict masked) {
    this.raw = raw;
    this.masked = masked;
    pseudonyms = pseudonyms(masked);
    given = new ArrayList<>(pseudonyms);
  }

  private static List<String> pseudonyms(Verdict masked) {
    String text = masked.text().text();
    List<String> found = new ArrayList<>(masked.spans().size());
    int at = 0;
    int from = 0;
    for (Span span : masked.spans()) {
      at += span.start() - from;
      int end = text.indexOf('>', at) + 1;
      found.add(text.substring(at, end));
      at = end;
      from = span.end();
    }
    return found;
  }

  /** What was masked, one a span. */
  List<Operator.Value> values() {
    return masked.spans().stream().map(this::value).toList();
  }

  private Operator.Value value(Span span) {
    return new Operator.Value(span.type(), raw.text().substring(span.start(), span.end()));
  }

  /** Puts in what is given for its values. */
  void take(Map<Operator.Value, String> replacements) {
    for (int i = 0; i < given.size(); i++) {
      given.set(i, replacements.getOrDefault(value(masked.spans().get(i)), pseudonyms.get(i)));
    }
  }

  boolean isChanged() {
    return !given.equals(pseudonyms);
  }

  /** The text as it is now, where it stands. */
  Fragment fragment() {
    return new Fragment(text(), raw.label());
  }

  private String text() {
    var text = new StringBuilder();
    int from = 0;
    for (int i = 0; i < given.size(); i++) {
      Span span = masked.spans().get(i);
      text.append(raw.text(), from, span.start()).append(given.get(i));
      from = span.end();
    }
    return text.append(raw.text(), from, raw.text().length()).toString();
  }

  /**
   * Takes back what touches one of these spans, or everything when nothing does.
   *
   * @param spans of the text as it is now
   */
  void withdraw(List<Span> spans) {
    boolean any = false;
    int at = 0;
    int from = 0;
    for (int i = 0; i < given.size(); i++) {
      Span span = masked.spans().get(i);
      int start = at + span.start() - from;
      at = start + given.get(i).length();
      from = span.end();
      int end = at;
      if (!given.get(i).equals(pseudonyms.get(i))
          && spans.stream().anyMatch(found -> found.start() <= end && found.end() >= start)) {
        given.set(i, pseudonyms.get(i));
        any = true;
      }
    }
    if (!any) {
      withdrawAll();
    }
  }

  void withdrawAll() {
    for (int i = 0; i < given.size(); i++) {
      given.set(i, pseudonyms.get(i));
    }
  }

  Verdict verdict() {
    return isChanged() ? Verdict.of(text(), masked.spans()) : masked;
  }

  /** Nothing of the text. */
  @Override
  public String toString() {
    return "Replaced[" + given.size() + " spans]";
  }
}
