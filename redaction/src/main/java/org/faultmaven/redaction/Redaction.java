package org.faultmaven.redaction;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.faultmaven.contracts.config.SanitizerConfig;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.contracts.record.Policies;
import org.faultmaven.contracts.record.Policy;
import org.faultmaven.names.NameFinder;
import org.faultmaven.redaction.rule.EntityTypes;

/** The way in: the engine, and the policies that ship with it. */
public final class Redaction {
  /** All of Presidio's but those that make logs unreadable, and the engine's own. */
  public static final String LOGS = "logs";

  /** As {@link #LOGS}, with places and groups of people. */
  public static final String DOCUMENTS = "documents";

  /** Exactly Presidio's entities, at its default threshold. */
  public static final String PRESIDIO = "presidio";

  private static final int VERSION = 2;
  private static final double THRESHOLD = 0.4;

  private Redaction() {}

  /** The engine in process. Its pseudonyms are keyed by {@code hash}. */
  public static ISanitizer engine(KeyedHash hash) {
    return engine(hash, List.of());
  }

  /**
   * The engine in process together with others; the mask is the union of all.
   *
   * @param others asked about every fragment; closed with the engine
   */
  public static ISanitizer engine(KeyedHash hash, List<Recognizer> others) {
    return new Engine(hash, others);
  }

  /**
   * A sanitiser in whose verdicts an operator replaces pseudonyms.
   *
   * @param sanitizer an engine of this package; closed with the result
   * @param operator closed with the result
   */
  public static ISanitizer operated(ISanitizer sanitizer, Operator operator) {
    return new OperatedSanitizer(sanitizer, operator);
  }

  /**
   * The people, places and groups of people that Presidio takes from spaCy, found in process.
   *
   * @param finder asked for when it is first needed, from any thread
   */
  public static Recognizer names(Supplier<NameFinder> finder) {
    return new NameRecognizer(finder);
  }

  /** The three policies, with the allow-list and the form of pseudonyms of this installation. */
  public static Policies policies(SanitizerConfig config) {
    Set<String> allowed = new HashSet<>();
    config.allow().stream().map(String::strip).filter(t -> !t.isEmpty()).forEach(allowed::add);
    Set<String> logs =
        EntityTypes.without(
            EntityTypes.ALL,
            Set.of(EntityTypes.DATE_TIME, EntityTypes.URL, EntityTypes.LOCATION, EntityTypes.NRP));
    Set<String> documents = EntityTypes.union(logs, Set.of(EntityTypes.LOCATION, EntityTypes.NRP));
    Map<String, Policy> byName = new HashMap<>();
    for (Policy policy :
        List.of(
            new Policy(
                LOGS,
                VERSION,
                logs,
                THRESHOLD,
                allowed,
                config.pseudonyms(),
                true,
                LogWords.load()),
            new Policy(DOCUMENTS, VERSION, documents, THRESHOLD, allowed, config.pseudonyms()),
            new Policy(PRESIDIO, VERSION, EntityTypes.PRESIDIO, 0, allowed, config.pseudonyms()))) {
      byName.put(policy.name(), policy);
    }
    return new Policies(byName);
  }
}
