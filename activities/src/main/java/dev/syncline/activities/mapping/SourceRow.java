package dev.syncline.activities.mapping;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One source record read: the wanted values by slot and, where asked for, all by name. */
final class SourceRow {
  private final @Nullable Object[] slots;
  private String[] names = {};
  private @Nullable Object[] values = {};
  private int size;

  SourceRow(int slots) {
    this.slots = new Object[slots];
  }

  @Nullable Object value(int slot) {
    return slots[slot];
  }

  void set(int slot, @Nullable Object value) {
    slots[slot] = value;
  }

  void add(String name, @Nullable Object value) {
    if (size == names.length) {
      int capacity = Math.max(16, size * 2);
      names = Arrays.copyOf(names, capacity);
      values = Arrays.copyOf(values, capacity);
    }
    names[size] = name;
    values[size++] = value;
  }

  int size() {
    return size;
  }

  String name(int index) {
    return names[index];
  }

  @Nullable Object valueAt(int index) {
    return values[index];
  }
}
