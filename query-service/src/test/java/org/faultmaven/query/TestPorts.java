package org.faultmaven.query;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.IEmbedder;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.port.IVectorStore;
import org.faultmaven.contracts.record.EmbeddedEntry;
import org.faultmaven.contracts.record.EntrySelector;
import org.faultmaven.contracts.record.Fragment;
import org.faultmaven.contracts.record.Health;
import org.faultmaven.contracts.record.Policies;
import org.faultmaven.contracts.record.Policy;
import org.faultmaven.contracts.record.Scored;
import org.faultmaven.contracts.record.SearchFilter;
import org.faultmaven.contracts.record.Span;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.record.Verdict;

/** Small ports for tests. */
public final class TestPorts {
  public static final Policies POLICIES =
      new Policies(
          Map.of(
              "logs", new Policy("logs", 1, Set.of("EMAIL_ADDRESS"), 0, Set.of(), true),
              "documents", new Policy("documents", 1, Set.of("EMAIL_ADDRESS"), 0, Set.of(), true)));

  private TestPorts() {}

  /** Masks e-mail addresses as {@code <EMAIL_ADDRESS_aaaaaaaa>}. */
  public static ISanitizer sanitizer() {
    return new EmailSanitizer();
  }

  /** Is away. */
  public static ISanitizer failingSanitizer() {
    return new AwaySanitizer();
  }

  /** A text is the words it has, each in a place of its own by its hash. */
  public static IEmbedder embedder() {
    return new WordEmbedder();
  }

  /** Is away. */
  public static IVectorStore away() {
    return new AwayStore();
  }

  private static final class EmailSanitizer implements ISanitizer {
    private static final Pattern EMAIL = Pattern.compile("[\\w.]+@[\\w.]+\\w");

    @Override
    public List<Verdict> sanitize(Tenant tenant, List<Fragment> fragments, Policy policy) {
      return fragments.stream().map(fragment -> judge(fragment.text())).toList();
    }

    private static Verdict judge(String text) {
      var spans = new ArrayList<Span>();
      for (Matcher found = EMAIL.matcher(text); found.find(); ) {
        spans.add(new Span(found.start(), found.end(), "EMAIL_ADDRESS", 1, "email"));
      }
      return Verdict.of(EMAIL.matcher(text).replaceAll("<EMAIL_ADDRESS_aaaaaaaa>"), spans);
    }

    @Override
    public String id() {
      return "emails/1";
    }

    @Override
    public Health check() {
      return Health.up(Duration.ZERO);
    }

    @Override
    public void close() {}
  }

  private static final class AwaySanitizer implements ISanitizer {
    @Override
    public List<Verdict> sanitize(Tenant tenant, List<Fragment> fragments, Policy policy) {
      throw new BackendException("The sanitiser is away", true);
    }

    @Override
    public String id() {
      return "away/1";
    }

    @Override
    public Health check() {
      return Health.down(Duration.ZERO, "The sanitiser is away");
    }

    @Override
    public void close() {}
  }

  private static final class WordEmbedder implements IEmbedder {
    private static final int DIMENSIONS = 256;
    private static final Pattern GAP = Pattern.compile("\\W+");

    @Override
    public float[] embed(String text) {
      float[] vector = new float[DIMENSIONS];
      vector[0] = 0.1f;
      for (String word : GAP.split(text.toLowerCase(Locale.ROOT))) {
        vector[Math.floorMod(word.hashCode(), DIMENSIONS)] += 1;
      }
      double length = 0;
      for (float value : vector) {
        length += value * value;
      }
      for (int i = 0; i < DIMENSIONS; i++) {
        vector[i] = (float) (vector[i] / Math.sqrt(length));
      }
      return vector;
    }

    @Override
    public int countTokens(String text) {
      return GAP.split(text).length;
    }

    @Override
    public int maxTokens() {
      return 254;
    }

    @Override
    public int dimensions() {
      return DIMENSIONS;
    }

    @Override
    public String model() {
      return "words/1";
    }

    @Override
    public Health check() {
      return Health.up(Duration.ZERO);
    }

    @Override
    public void close() {}
  }

  private static final class AwayStore implements IVectorStore {
    private static BackendException away() {
      return new BackendException("The store is away", true);
    }

    @Override
    public void add(Tenant tenant, List<EmbeddedEntry> entries) {
      throw away();
    }

    @Override
    public List<Scored> search(Tenant tenant, float[] query, int limit, SearchFilter filter) {
      throw away();
    }

    @Override
    public void delete(Tenant tenant, Collection<String> ids) {
      throw away();
    }

    @Override
    public List<String> ids(Tenant tenant, EntrySelector selector) {
      throw away();
    }

    @Override
    public long count(Tenant tenant) {
      throw away();
    }

    @Override
    public Health check() {
      return Health.down(Duration.ZERO, "The store is away");
    }

    @Override
    public void close() {}
  }
}
