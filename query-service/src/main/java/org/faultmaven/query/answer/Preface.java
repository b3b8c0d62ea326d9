package org.faultmaven.query.answer;

/** What stands before an answer: how its time was understood, and what it lacks. */
final class Preface {
  private Preface() {}

  /** Sentences; empty when there is nothing to say. */
  static String of(Findings findings) {
    String asked = findings.asked().said();
    String notes = findings.notes();
    return asked.isEmpty() || notes.isEmpty() ? asked + notes : asked + " " + notes;
  }
}
