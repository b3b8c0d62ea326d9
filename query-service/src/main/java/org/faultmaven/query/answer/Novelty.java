package org.faultmaven.query.answer;

/** Whether a message's shape was seen before the time that is looked at. */
enum Novelty {
  /** Nothing of the shape is indexed before. */
  NEW,
  SEEN,
  /** Not asked, or it can't be told. */
  UNKNOWN
}
