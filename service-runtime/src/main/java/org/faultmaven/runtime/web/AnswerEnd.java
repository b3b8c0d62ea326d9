package org.faultmaven.runtime.web;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/** Hears when an answer has ended that goes on after its request was handled. */
public interface AnswerEnd extends AsyncListener {
  /** Comes in the end, whatever else came. */
  @Override
  void onComplete(AsyncEvent event);

  @Override
  default void onTimeout(AsyncEvent event) {}

  @Override
  default void onError(AsyncEvent event) {}

  /** Asked for again when one asynchronous part begins another. */
  @Override
  default void onStartAsync(AsyncEvent event) {
    event.getAsyncContext().addListener(this);
  }
}
