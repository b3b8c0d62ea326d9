package org.faultmaven.query.answer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.faultmaven.query.answer.CitationCheck.Checked;
import org.jspecify.annotations.Nullable;

/**
 * An answer that a model is writing. A sentence that states a fact is passed on as soon as it is
 * whole, sanitised, and found to cite something that there is; the others are left out and counted.
 * What is not known and what to do next states no facts, needs no citation and waits for the end.
 */
final class Draft {
  /** Of a part that needs no citations. */
  private static final int MOST_LINES = 5;

  private static final int LONGEST_LINE = 500;

  private static final Pattern MARKS =
      Pattern.compile("^(?:[-*\\u2022#>]+\\s*|\\d{1,2}[.)]\\s+)+|\\*\\*|^```.*$");
  private static final Pattern LEAKED =
      Pattern.compile("\\s*[\\[{]*\\s*\\{?\\s*\"(?:name|function|tool|arguments)\"\\s*:.*");
  private static final Pattern WORD = Pattern.compile("\\p{L}{2}");

  private final CitationCheck check;
  private final Attribution attribution;
  private final UnaryOperator<String> sanitizer;
  private final AnswerListener listener;
  private final StringBuilder text;
  private final Sentences sentences = new Sentences();
  private final Set<String> kept = new HashSet<>();
  private final List<String> notKnown = new ArrayList<>();
  private final List<String> next = new ArrayList<>();
  private Part part = Part.HAPPENED;
  private @Nullable Part written;
  private int removedCitations;
  private int uncited;
  private int attributed;

  /**
   * @param sanitizer of what the model wrote
   * @param preface stands before the first sentence, once there is one
   */
  Draft(
      CitationCheck check,
      Attribution attribution,
      UnaryOperator<String> sanitizer,
      String preface,
      AnswerListener listener) {
    this.check = check;
    this.attribution = attribution;
    this.sanitizer = sanitizer;
    this.listener = listener;
    this.text = new StringBuilder(preface);
  }

  /** The next piece of the model's text. */
  void accept(String piece) {
    sentences.accept(piece).forEach(this::line);
  }

  /** The model is done with this reply; another may follow. */
  void endOfReply() {
    sentences.end().forEach(this::line);
    part = Part.HAPPENED;
  }

  /** The model broke off: what is no whole sentence is worth nothing. */
  void brokenOff() {
    sentences.end();
  }

  private void line(String raw) {
    String line = MARKS.matcher(raw).replaceAll("").strip();
    if (LEAKED.matcher(line).matches()) {
      return;
    }
    Part.Heading heading = Part.heading(line);
    if (heading == null) {
      sentence(line);
      return;
    }
    part = heading.part();
    if (!heading.rest().isEmpty()) {
      sentence(heading.rest());
    }
  }

  private void sentence(String sentence) {
    Checked checked = check.check(sentence);
    removedCitations += checked.removed();
    if (!WORD.matcher(checked.text()).find()) {
      return;
    }
    boolean facts = part.statesFacts();
    if (facts && checked.cited() == 0) {
      checked = attributed(checked);
    }
    boolean shown = !facts || (checked.cited() > 0 && attribution.supports(checked.text()));
    if (!shown || check.inventsValue(sentence)) {
      uncited++;
      return;
    }
    if (!kept.add(checked.text())) {
      return;
    }
    String sanitized = sanitizer.apply(checked.text());
    if (facts) {
      write(sanitized);
    } else {
      List<String> lines = part == Part.NEXT ? next : notKnown;
      if (lines.size() < MOST_LINES && sanitized.length() <= LONGEST_LINE) {
        lines.add(sanitized);
      }
    }
  }

  /** With the number that was forgotten, when it is plain which. */
  private Checked attributed(Checked checked) {
    OptionalInt number = attribution.of(checked.text());
    if (number.isEmpty()) {
      return checked;
    }
    attributed++;
    return new Checked(checked.text() + " [" + number.getAsInt() + "]", 1, checked.removed());
  }

  private void write(String sentence) {
    if (part == written) {
      piece(" " + sentence);
      return;
    }
    String before = written == null ? text.toString() : "";
    text.setLength(written == null ? 0 : text.length());
    String gap = before.isEmpty() && written == null ? "" : "\n\n";
    written = part;
    piece(before + gap + part.heading + ":\n" + sentence);
  }

  private void piece(String piece) {
    text.append(piece);
    listener.text(piece);
  }

  /** Whether anything can be shown. */
  boolean hasFacts() {
    return written != null;
  }

  /** Whether a cause was named, and shown by evidence. */
  boolean namesCause() {
    return text.indexOf(Part.CAUSE.heading + ":\n") >= 0;
  }

  /** More of the answer, that the model did not write. */
  void append(String more) {
    piece(more);
  }

  String text() {
    return text.toString();
  }

  List<String> notKnown() {
    return List.copyOf(notKnown);
  }

  List<String> next() {
    return List.copyOf(next);
  }

  int removedCitations() {
    return removedCitations;
  }

  /** Sentences whose number the model forgot. */
  int attributed() {
    return attributed;
  }

  /** Sentences that were left out. */
  int uncited() {
    return uncited;
  }
}
