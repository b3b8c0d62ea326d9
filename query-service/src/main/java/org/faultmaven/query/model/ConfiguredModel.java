package org.faultmaven.query.model;

import java.time.Duration;
import org.faultmaven.contracts.port.IChatModel;
import org.faultmaven.contracts.record.Health;
import org.jspecify.annotations.Nullable;

/**
 * What the settings come to.
 *
 * @param model null when none is configured
 */
public record ConfiguredModel(@Nullable IChatModel model) implements AutoCloseable {
  /** Up without a model: answers are extractive then, as asked for. */
  public Health check() {
    return model == null
        ? new Health(true, Duration.ZERO, "None is configured: answers are extractive.")
        : model.check();
  }

  @Override
  public void close() {
    if (model != null) {
      model.close();
    }
  }
}
