package org.faultmaven.contracts.port;

import org.faultmaven.contracts.record.Health;

/**
 * Turns text into a vector whose cosine with another says how near they are in meaning.
 * Deterministic; thread-safe.
 */
public interface IEmbedder extends AutoCloseable {
  /**
   * @return a new array of {@link #dimensions()} floats, of length 1; the empty text has one too.
   *     What exceeds {@link #maxTokens()} is left out
   */
  float[] embed(String text);

  /** How many of the model's tokens the text has, without those the model adds itself. */
  int countTokens(String text);

  /** The most tokens of a text that count. */
  int maxTokens();

  int dimensions();

  /** Name and version of the model: vectors of different models don't compare. */
  String model();

  Health check();

  @Override
  void close();
}
