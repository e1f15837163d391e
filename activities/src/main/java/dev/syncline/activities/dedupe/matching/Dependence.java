package dev.syncline.activities.dedupe.matching;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which fields go together among records that are not one: people of the same town have the same
 * postcodes, area codes and state. Fields that say the same thing must not be counted twice, so
 * each has at most one parent, and where the parent agrees its levels are as frequent by chance as
 * among records that share the parent's value (a dependency tree after Chow and Liu, 1968).
 *
 * @param parent for each place the place it depends on; negative for none
 * @param u for each place with a parent how often each level is met where the parent agrees
 */
@SuppressWarnings("ArrayRecordComponent")
record Dependence(int[] parent, double[][] u) {

  static Dependence none(int places) {
    int[] parent = new int[places];
    Arrays.fill(parent, -1);
    return new Dependence(parent, new double[places][]);
  }

  /** How much more often than by chance one place agrees where another does. */
  record Edge(int from, int to, double bits, double[] u) {}

  /** The strongest edges that make no circle. */
  static Dependence tree(int places, List<Edge> edges) {
    Dependence tree = none(places);
    for (Edge edge : edges) {
      if (tree.parent[edge.to] < 0 && !tree.above(edge.from, edge.to)) {
        tree.parent[edge.to] = edge.from;
        tree.u[edge.to] = edge.u;
      }
    }
    return tree;
  }

  private boolean above(int place, int wanted) {
    for (int at = place; at >= 0; at = parent[at]) {
      if (at == wanted) {
        return true;
      }
    }
    return false;
  }

  /** These places and all that go together with one of them. */
  BitSet tied(BitSet places) {
    BitSet roots = new BitSet();
    places.stream().forEach(place -> roots.set(root(place)));
    BitSet tied = new BitSet();
    for (int place = 0; place < parent.length; place++) {
      tied.set(place, roots.get(root(place)));
    }
    return tied;
  }

  private int root(int place) {
    int at = place;
    while (parent[at] >= 0) {
      at = parent[at];
    }
    return at;
  }

  /** The rates at that place where its parent agrees; null where it has none. */
  double @Nullable [] given(int place) {
    return u[place];
  }
}
