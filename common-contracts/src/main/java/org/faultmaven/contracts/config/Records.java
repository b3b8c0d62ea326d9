package org.faultmaven.contracts.config;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a record from the values of its components. */
final class Records {
  private Records() {}

  static <R extends Record> R create(Class<R> type, List<? extends @Nullable Object> values) {
    Class<?>[] components =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      return type.getDeclaredConstructor(components).newInstance(values.toArray());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getSimpleName() + " can't be made", e);
    }
  }
}
