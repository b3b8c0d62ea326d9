package org.faultmaven.query.answer;

import java.util.List;

/**
 * What was found for a question, each list best first.
 *
 * @param window the time looked at, after any widening
 * @param inside of that time
 * @param near of the time around it: what others report of the same trouble a little earlier or
 *     later
 * @param documents chunks of documents, of whatever time: a runbook is not an event
 * @param earlierIndexed whether anything of before is indexed, without which nothing is new
 */
record Evidence(
    Window window,
    boolean widened,
    List<Candidate> inside,
    List<Candidate> near,
    List<Candidate> documents,
    boolean earlierIndexed) {
  Evidence {
    inside = List.copyOf(inside);
    near = List.copyOf(near);
    documents = List.copyOf(documents);
  }

  boolean isEmpty() {
    return inside.isEmpty() && near.isEmpty() && documents.isEmpty();
  }
}
