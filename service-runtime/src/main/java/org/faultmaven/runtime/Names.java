package org.faultmaven.runtime;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.faultmaven.contracts.config.NamesConfig;
import org.faultmaven.names.NameFinder;
import org.faultmaven.names.NameModel;
import org.faultmaven.names.UnfitModelException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The model of names, which is read while the rest starts. */
final class Names implements Supplier<NameFinder> {
  private static final Logger log = LoggerFactory.getLogger(Names.class);

  private final CompletableFuture<NameFinder> finder;

  /**
   * @throws StartException when another model is configured that can't be used
   */
  Names(NamesConfig config, MeterRegistry meters) {
    Path file = config.model();
    long memory = config.memory().bytes();
    finder =
        file == null
            ? CompletableFuture.supplyAsync(() -> start(NameModel.shipped(), memory))
            : CompletableFuture.completedFuture(start(read(file), memory));
    count(meters, "faultmaven.names.tokens", "Tokens judged", NameFinder::tokensAsked);
    count(
        meters,
        "faultmaven.names.tokens.known",
        "Tokens whose surroundings were known, so that nothing was computed",
        NameFinder::tokensKnown);
  }

  private static NameModel read(Path file) {
    try {
      return NameModel.read(file);
    } catch (IOException e) {
      throw new StartException(
          "names.model can't be read: " + file + " (" + e.getClass().getSimpleName() + ").");
    } catch (UnfitModelException e) {
      throw new StartException("names.model can't be used: " + file + ": " + e.getMessage() + ".");
    }
  }

  private static NameFinder start(NameModel model, long memory) {
    var finder = new NameFinder(model, memory);
    log.info("Names are found by {} on {}", model.id(), finder.kernel());
    return finder;
  }

  private void count(
      MeterRegistry meters, String name, String description, ToDoubleFunction<NameFinder> value) {
    FunctionCounter.builder(
            name, this, names -> names.finder.isDone() ? value.applyAsDouble(names.get()) : 0)
        .description(description)
        .register(meters);
  }

  /** Waits until it is read. */
  @Override
  public NameFinder get() {
    return finder.join();
  }
}
