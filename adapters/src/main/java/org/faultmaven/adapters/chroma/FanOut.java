package org.faultmaven.adapters.chroma;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.faultmaven.adapters.call.CallFailedException;

/** The same question to several collections at once, a few at a time. */
final class FanOut {
  private static final int AT_ONCE = 4;

  private FanOut() {}

  /**
   * The answers, in order.
   *
   * @throws RuntimeException what any of them failed with
   */
  static <A, B> List<B> over(List<A> inputs, Function<A, B> question) {
    if (inputs.size() <= 1) {
      return inputs.stream().map(question).toList();
    }
    try (ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.min(AT_ONCE, inputs.size()), Thread.ofVirtual().name("chroma-search").factory())) {
      List<Callable<B>> questions = new ArrayList<>();
      inputs.forEach(input -> questions.add(() -> question.apply(input)));
      List<B> answers = new ArrayList<>();
      for (Future<B> answer : threads.invokeAll(questions)) {
        answers.add(answer.get());
      }
      return answers;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CallFailedException("interrupted", "chroma: a search was interrupted", true);
    }
  }
}
