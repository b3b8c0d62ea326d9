package org.faultmaven.contracts.config;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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

  /** A copy with some components changed. */
  static <R extends Record> R with(R record, Map<String, ?> changes) {
    var values = new ArrayList<@Nullable Object>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      try {
        values.add(
            changes.containsKey(component.getName())
                ? changes.get(component.getName())
                : component.getAccessor().invoke(record));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(component.getName() + " can't be read", e);
      }
    }
    @SuppressWarnings("unchecked")
    var type = (Class<R>) record.getClass();
    return create(type, values);
  }
}
