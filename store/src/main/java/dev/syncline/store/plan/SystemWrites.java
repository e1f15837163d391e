package dev.syncline.store.plan;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How many rows of a system would be created, updated and deleted. */
public record SystemWrites(
    String connection, String resource, long create, long update, long delete) {

  /** The sums for each system. */
  public static List<SystemWrites> sum(Collection<SystemWrites> parts) {
    Map<List<String>, SystemWrites> sums = new LinkedHashMap<>();
    parts.forEach(
        part ->
            sums.merge(
                List.of(part.connection(), part.resource()),
                part,
                (a, b) ->
                    new SystemWrites(
                        a.connection,
                        a.resource,
                        a.create + b.create,
                        a.update + b.update,
                        a.delete + b.delete)));
    return List.copyOf(sums.values());
  }
}
