package org.faultmaven.contracts.config;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where settings come from, as strings: files, the environment, the command line, or several of
 * them in an order of their own. A blank value counts as none.
 *
 * <p>Names are looked up exactly as they are given. An adapter must not relax them: on Kubernetes a
 * relaxed look-up of {@code kafka.port} would find the {@code KAFKA_PORT} of a service's link.
 */
@FunctionalInterface
public interface ConfigSource {
  /**
   * A setting's text.
   *
   * @param origin where it was found, for messages: {@code environment CHROMADB_URL}, {@code file
   *     faultmaven.yml}, {@code command line}
   */
  record Value(String text, String origin) {
    /** Without the text, which may be secret. */
    @Override
    public String toString() {
      return "Value[" + origin + "]";
    }
  }

  /**
   * The value of a setting that can come under several names. A source that is made of several
   * places asks all names of its first place before it goes to the next, so that the environment's
   * {@code CHROMADB_URL} beats the {@code chromadb.url} of a file.
   *
   * @param names the most specific first; within one place the first name that has a value wins
   */
  Optional<Value> find(List<String> names);

  /**
   * The names that this source has, so that a mistyped one can be told; empty when it can't list
   * them. Names that are nobody's setting here may be among them.
   */
  default Collection<String> names() {
    return List.of();
  }

  /** A map as a source, for instance the lines of a file or the options of a command. */
  static ConfigSource of(Map<String, String> values, String origin) {
    return new MapSource(values, name -> origin);
  }

  /** The environment of the process, {@code System.getenv()}. */
  static ConfigSource environment(Map<String, String> variables) {
    return new MapSource(variables, name -> "environment " + name);
  }

  /** Several places as one source: the first that has a value wins. */
  static ConfigSource inOrder(List<ConfigSource> sources) {
    return new OrderedSources(sources);
  }
}
