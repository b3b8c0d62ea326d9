package org.faultmaven.ingest.web;

import java.util.List;

/**
 * A page of a list, as the API shows it.
 *
 * @param page from 0
 * @param size the most items of a page
 * @param total items on all pages
 */
public record Listed<T>(List<T> items, int page, int size, int total) {
  public Listed {
    items = List.copyOf(items);
  }
}
