package org.faultmaven.contracts.topic;

/** Why a record could not be processed; the whole of what a dead letter says about its content. */
public enum QuarantineReason {
  NO_VALUE("The record has no value. Produce the line as the record's value."),
  NOT_TEXT("The value is binary. Send text; extract the text of other formats first."),
  NOT_UTF8("The value is not valid UTF-8. Convert it to UTF-8 and send it again."),
  TOO_LARGE("The record is larger than sanitizer.max-record. Split it, or raise the limit."),
  TOO_DEEP("The JSON is nested too deeply. Send flatter events."),
  INCOMPLETE("The document's pieces do not fit together. Upload it again."),
  NOT_JUDGED(
      "The sanitiser could not judge this text. Report the rule that failed; replay after the"
          + " mend.");

  private final String advice;

  QuarantineReason(String advice) {
    this.advice = advice;
  }

  /** What it means and what to do. */
  public String advice() {
    return advice;
  }
}
