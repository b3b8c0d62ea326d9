package org.faultmaven.ingest.lag;

import java.util.List;

/**
 * A reader of topics, and how far it has come.
 *
 * @param name as the metrics name it
 * @param topics that it reads
 * @param group whose committed offsets say what it has read
 */
record Stage(String name, List<String> topics, String group) {
  Stage {
    topics = List.copyOf(topics);
  }
}
