package org.faultmaven.sanitizer.queue;

import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.faultmaven.sanitizer.format.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * What came of judging: something clean, or a refusal.
 *
 * @param <C> what is clean
 */
public final class Outcome<C> {
  /** Judges. */
  @FunctionalInterface
  public interface Judging<C> {
    /**
     * @throws RefusedException when it must not go on
     */
    C judge() throws RefusedException;
  }

  private final @Nullable C clean;
  private final @Nullable RefusedException refused;

  private Outcome(@Nullable C clean, @Nullable RefusedException refused) {
    this.clean = clean;
    this.refused = refused;
  }

  public static <C> Outcome<C> of(C clean) {
    return new Outcome<>(clean, null);
  }

  public static <C> Outcome<C> refused(RefusedException refused) {
    return new Outcome<>(null, refused);
  }

  /** Of a judging that throws a refusal. */
  public static <C> Outcome<C> of(Judging<C> judging) {
    try {
      return of(judging.judge());
    } catch (RefusedException e) {
      return refused(e);
    }
  }

  /** What is clean, if it is. */
  public Stream<C> clean() {
    return Stream.ofNullable(clean);
  }

  /** What comes next of what is clean; a refusal stays one. */
  public <D> Outcome<D> then(Supplier<Outcome<D>> next) {
    return refused == null ? next.get() : refused(refused);
  }

  /**
   * @throws RefusedException when it was refused
   */
  public C get() throws RefusedException {
    if (refused != null) {
      throw refused;
    }
    return Objects.requireNonNull(clean);
  }
}
