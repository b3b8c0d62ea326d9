package org.faultmaven.query.tool;

import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.tool.ToolAnswer;

/** What a tool gave back, or that it gave nothing. */
sealed interface Reply {
  /** Something that nobody has judged yet. */
  record Raw(ToolAnswer answer) implements Reply {}

  /** Something that was made of sanitised text alone. */
  record Clean(SanitizedText text) implements Reply {}

  /**
   * Nothing: the arguments fit the schema and can't be used all the same.
   *
   * @param why holds no content
   */
  record Unfit(String why) implements Reply {}

  /** Nothing before the deadline. */
  record Expired() implements Reply {}

  /** It was not asked: enough calls of it are under way. */
  record Busy() implements Reply {}
}
