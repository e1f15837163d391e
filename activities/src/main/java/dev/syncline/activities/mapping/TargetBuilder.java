package dev.syncline.activities.mapping;

import dev.syncline.definitions.FieldSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the target row from the source row. */
sealed interface TargetBuilder {
  TargetRow build(SourceRow row) throws MappingRefused;

  /** The field rules of a task. */
  final class Rules implements TargetBuilder {
    private final TargetShape shape;
    private final FieldRule[] rules;

    Rules(List<FieldSpec> fields, SourceLayout layout) throws MappingRefused {
      List<String> names = new ArrayList<>();
      for (FieldSpec field : fields) {
        if (field.origin() instanceof FieldSpec.Split split) {
          names.addAll(split.into().values());
        } else {
          names.add(field.name());
        }
      }
      shape = TargetShape.of(names.stream().distinct().toArray(String[]::new));
      rules = new FieldRule[fields.size()];
      for (int i = 0; i < rules.length; i++) {
        rules[i] = FieldRules.compile(fields.get(i), layout, shape);
      }
    }

    @Override
    public TargetRow build(SourceRow row) throws MappingRefused {
      @Nullable Object[] values = new Object[shape.names().length];
      for (FieldRule rule : rules) {
        rule.fill(row, values);
      }
      return new TargetRow(shape, values);
    }
  }

  /** Every source field as it is. Rows of one source mostly have the same fields: that is kept. */
  final class CopyAll implements TargetBuilder {
    private volatile Layout latest = new Layout(new String[0], new int[0], noNames());

    private record Layout(String[] names, int[] order, TargetShape shape) {}

    private static TargetShape noNames() {
      return new TargetShape(new String[0], new byte[0][]);
    }

    @Override
    public TargetRow build(SourceRow row) throws MappingRefused {
      Layout layout = layout(row);
      @Nullable Object[] values = new Object[layout.order().length];
      for (int i = 0; i < values.length; i++) {
        values[i] = row.valueAt(layout.order()[i]);
      }
      return new TargetRow(layout.shape(), values);
    }

    private Layout layout(SourceRow row) throws MappingRefused {
      Layout known = latest;
      if (!fits(known, row)) {
        known = layoutOf(row);
        latest = known;
      }
      return known;
    }

    private static boolean fits(Layout layout, SourceRow row) {
      if (layout.names().length != row.size()) {
        return false;
      }
      for (int i = 0; i < row.size(); i++) {
        if (!layout.names()[i].equals(row.name(i))) {
          return false;
        }
      }
      return true;
    }

    /** A name that comes twice counts once, with its last value. */
    private static Layout layoutOf(SourceRow row) throws MappingRefused {
      String[] names = new String[row.size()];
      Map<String, Integer> last = new LinkedHashMap<>();
      for (int i = 0; i < names.length; i++) {
        names[i] = row.name(i);
        last.put(names[i], i);
      }
      String[] distinct = last.keySet().toArray(String[]::new);
      TargetShape shape = TargetShape.of(distinct);
      int[] order = Arrays.stream(shape.names()).mapToInt(last::get).toArray();
      return new Layout(names, order, shape);
    }
  }
}
