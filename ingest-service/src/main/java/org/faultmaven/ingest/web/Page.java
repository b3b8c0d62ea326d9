package org.faultmaven.ingest.web;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * Which part of a list is asked for.
 *
 * @param number from 0
 * @param size 1 to {@link #MAX_SIZE}
 */
public record Page(int number, int size) {
  public static final int MAX_SIZE = 500;

  /** The part of {@code all} that this page is; empty past its end. */
  public <T> List<T> of(List<T> all) {
    long from = Math.min((long) number * size, all.size());
    long to = Math.min(from + size, all.size());
    return all.subList((int) from, (int) to);
  }

  /**
   * @throws ErrorResponseException 400 when there is no such page or size
   */
  public static Page of(int number, int size) {
    if (number < 0 || size < 1 || size > MAX_SIZE) {
      throw Problem.of(
          HttpStatus.BAD_REQUEST,
          "No such page",
          "page counts from 0, and size is 1 to " + MAX_SIZE + ".");
    }
    return new Page(number, size);
  }
}
