package dev.syncline.activities.dedupe.matching;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds out what of a kind of records is compared, from the names of the fields and their values.
 */
final class Columns {
  /** Levels are packed four bits each into a long. */
  private static final int MOST = 14;

  private static final Set<Role> TEXTS =
      EnumSet.of(Role.TITLE, Role.DESCRIPTION, Role.WORDS, Role.PROSE);

  private Columns() {}

  static List<Column> of(Preset preset, Collection<MatchRow> sample) {
    Map<Role, List<String>> fields = new EnumMap<>(Role.class);
    Set<String> names = new TreeSet<>();
    sample.forEach(row -> names.addAll(row.values().keySet()));
    for (String name : names) {
      Role role = RoleNames.of(name, preset);
      FieldShape shape = FieldShape.of(name, sample);
      // A field that is known by its name may be the same in a few records and still tell later.
      boolean tells = role == null ? shape.distinct() > 1 : shape.filled() > 0;
      if (role == null) {
        role = shape.role();
      } else if (role == Role.BIRTH_DATE && shape.shortNumbers()) {
        role = Role.BIRTH_DAY;
      }
      if (tells && role != Role.IGNORED) {
        fields.computeIfAbsent(role, r -> new ArrayList<>()).add(name);
      }
    }
    List<Column> columns = new ArrayList<>(birthDate(fields));
    fields.forEach((role, of) -> columns.addAll(columns(preset, role, of, fields)));
    return List.copyOf(columns.subList(0, Math.min(MOST, columns.size())));
  }

  /** Year, month and day of birth in fields of their own are read as one date. */
  private static List<Column> birthDate(Map<Role, List<String>> fields) {
    List<String> parts = new ArrayList<>();
    for (Role part : List.of(Role.BIRTH_YEAR, Role.BIRTH_MONTH, Role.BIRTH_DAY)) {
      parts.addAll(fields.getOrDefault(part, List.of()));
    }
    if (parts.size() != 3
        || !fields
            .keySet()
            .containsAll(List.of(Role.BIRTH_YEAR, Role.BIRTH_MONTH, Role.BIRTH_DAY))) {
      return List.of();
    }
    fields.keySet().removeAll(List.of(Role.BIRTH_YEAR, Role.BIRTH_MONTH, Role.BIRTH_DAY));
    return List.of(new Column(Role.BIRTH_DATE, parts, false));
  }

  private static List<Column> columns(
      Preset preset, Role role, List<String> of, Map<Role, List<String>> all) {
    List<Column> columns = new ArrayList<>();
    if (role == Role.LATITUDE || role == Role.LONGITUDE) {
      List<String> other = all.get(Role.LONGITUDE);
      if (role == Role.LATITUDE && other != null) {
        columns.add(new Column(role, List.of(of.get(0), other.get(0)), false));
      }
      return columns;
    }
    for (String field : of) {
      columns.add(new Column(role, joined(preset, role, field, all), false));
      if (preset == Preset.PRODUCT && role == Role.TITLE) {
        columns.add(new Column(role, joined(preset, Role.MODEL, field, all), true));
      }
    }
    return columns;
  }

  /** A product's title is read with its brand before it, since some sellers put it there. */
  private static List<String> joined(
      Preset preset, Role role, String field, Map<Role, List<String>> all) {
    Role before = role == Role.TITLE ? Role.BRAND : Role.MODEL;
    if (preset != Preset.PRODUCT || (role != Role.TITLE && role != Role.MODEL)) {
      return List.of(field);
    }
    List<String> fields =
        new ArrayList<>(Objects.requireNonNullElse(all.get(before), List.<String>of()));
    fields.remove(field);
    fields.add(field);
    return fields;
  }

  static boolean text(Role role) {
    return TEXTS.contains(role);
  }
}
