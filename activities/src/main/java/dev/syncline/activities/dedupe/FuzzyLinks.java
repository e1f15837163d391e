package dev.syncline.activities.dedupe;

import dev.syncline.activities.dedupe.matching.Linking;
import dev.syncline.activities.dedupe.matching.Linking.Certain;
import dev.syncline.activities.dedupe.matching.Linking.Found;
import dev.syncline.activities.dedupe.matching.Linking.Linked;
import dev.syncline.activities.dedupe.matching.Linking.Member;
import dev.syncline.activities.dedupe.matching.MatchRow;
import dev.syncline.activities.dedupe.matching.Reason;
import dev.syncline.activities.run.RunContext;
import dev.syncline.definitions.DedupeSpec;
import dev.syncline.store.staging.StagingTables;
import dev.syncline.store.staging.StagingTables.Kind;
import dev.syncline.store.window.FuzzyMatching;
import dev.syncline.store.window.FuzzyMatching.Candidate;
import dev.syncline.store.window.FuzzyMatching.Pair;
import dev.syncline.store.window.FuzzyMatching.Stored;
import dev.syncline.store.window.Matching;
import dev.syncline.store.window.Matching.Joined;
import dev.syncline.store.window.WindowOrigin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares a window's new and changed rows with each other and with the stored rows that share a
 * blocking key, by the task's preset or its own rules. Only those rows come to Java.
 */
@Component
class FuzzyLinks {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final FuzzyMatching rows;
  private final Matching matching;
  private final LearntModels models;

  FuzzyLinks(FuzzyMatching rows, Matching matching, LearntModels models) {
    this.rows = rows;
    this.matching = matching;
    this.models = models;
  }

  /** Joins what is one and leaves what was found beside the matches. */
  void link(RunContext context, String candidates, String matches) {
    DedupeSpec dedupe = context.task().dedupe();
    List<Candidate> fresh =
        dedupe.exactOnly()
            ? rows.joining(candidates, matches)
            : rows.candidates(candidates, matches);
    if (fresh.isEmpty()) {
      return;
    }
    WindowOrigin origin = context.origin();
    Members members = new Members(origin);
    fresh.forEach(members::add);
    long records = rows.records(origin) + fresh.size();
    Linking linking = models.of(context, members.all(), records);
    long[][] keys = keys(linking, members, records);
    Set<UUID> near = new LinkedHashSet<>(members.holders());
    near.addAll(rows.neighbours(origin, distinct(keys)));
    members.stored(rows.rows(origin, List.copyOf(near)));
    Bands bands = Bands.of(dedupe);
    Linked linked =
        linking.link(members.all(), members.certain(), records, bands.mergeAt(), bands.reviewAt());
    matching.join(matches, members.joined(linked));
    rows.leavePairs(
        StagingTables.beside(matches, Kind.PAIRS),
        members.pairs(linked, linking),
        dedupe.survivorship().text());
    rows.leaveKeys(StagingTables.beside(matches, Kind.BLOCKS), members.seqs(), keys);
  }

  private static long[][] keys(Linking linking, Members members, long records) {
    return members.all().stream()
        .parallel()
        .map(member -> linking.keys(member.row().values(), records))
        .toArray(long[][]::new);
  }

  private static Set<Long> distinct(long[][] keys) {
    Set<Long> distinct = new LinkedHashSet<>();
    for (long[] of : keys) {
      for (long key : of) {
        distinct.add(key);
      }
    }
    return distinct;
  }

  /** The rows of a window and their neighbours, in the order that matching numbers them. */
  private static final class Members {
    private final List<Candidate> candidates = new ArrayList<>();
    private final List<Member> members = new ArrayList<>();
    private final Map<String, Integer> sources = new HashMap<>();
    private final Map<UUID, Integer> heads = new HashMap<>();
    private final List<Certain> certain = new ArrayList<>();
    private final Set<UUID> known = new LinkedHashSet<>();
    private final WindowOrigin origin;

    Members(WindowOrigin origin) {
      this.origin = origin;
    }

    void add(Candidate candidate) {
      int index = members.size();
      Integer head = candidate.via() == 'K' ? heads.get(candidate.record()) : null;
      boolean settled = candidate.via() == 'I' || (candidate.via() == 'K' && head == null);
      MatchRow row =
          new MatchRow(
              source(origin.connection(), origin.resource()), FlatValues.of(candidate.data()));
      members.add(new Member(row, settled ? candidate.record() : null, candidate.ownId()));
      candidates.add(candidate);
      heads.put(candidate.ownId(), index);
      if (head != null) {
        certain.add(new Certain(head, index));
      }
      if (candidate.via() == 'I') {
        known.add(candidate.record());
      }
    }

    void stored(List<Stored> stored) {
      for (Stored row : stored) {
        boolean replaced =
            known.contains(row.record())
                && row.connection().equals(origin.connection())
                && row.resource().equals(origin.resource());
        if (!replaced) {
          MatchRow values =
              new MatchRow(source(row.connection(), row.resource()), FlatValues.of(row.data()));
          members.add(new Member(values, row.record(), row.record()));
        }
      }
    }

    /** The stored records that exact keys led to. */
    List<UUID> holders() {
      List<UUID> holders = new ArrayList<>();
      for (int i = 0; i < candidates.size(); i++) {
        UUID record = members.get(i).record();
        if (candidates.get(i).via() == 'K' && record != null) {
          holders.add(record);
        }
      }
      return holders;
    }

    private int source(String connection, String resource) {
      return sources.computeIfAbsent(connection + "/" + resource, name -> sources.size());
    }

    List<Member> all() {
      return List.copyOf(members);
    }

    List<Certain> certain() {
      return certain;
    }

    int[] seqs() {
      return candidates.stream().mapToInt(Candidate::seq).toArray();
    }

    List<Joined> joined(Linked linked) {
      List<Joined> joined = new ArrayList<>();
      for (int i = 0; i < candidates.size(); i++) {
        Candidate candidate = candidates.get(i);
        UUID record = linked.records().get(i);
        if (candidate.via() != 'I' && !record.equals(candidate.ownId())) {
          joined.add(new Joined(candidate.seq(), record));
        }
      }
      return joined;
    }

    /** Those that an exact key led to a stored record. */
    private List<Pair> byExactKey(Linking linking) {
      Map<UUID, Member> rowOf = new HashMap<>();
      members
          .subList(candidates.size(), members.size())
          .forEach(member -> rowOf.putIfAbsent(member.ownId(), member));
      List<Pair> pairs = new ArrayList<>();
      for (int i = 0; i < candidates.size(); i++) {
        Candidate candidate = candidates.get(i);
        Member other = rowOf.get(candidate.record());
        if (candidate.via() == 'K' && members.get(i).record() != null) {
          List<Reason> reasons =
              other == null
                  ? List.of()
                  : linking.reasons(other.row(), members.get(i).row(), members.size());
          pairs.add(
              new Pair(
                  candidate.seq(),
                  null,
                  candidate.record(),
                  true,
                  1,
                  JSON.writeValueAsString(reasons)));
        }
      }
      return pairs;
    }

    /** Of two members at least one is a candidate; it stands first, the one that joins if any. */
    List<Pair> pairs(Linked linked, Linking linking) {
      List<Pair> pairs = byExactKey(linking);
      for (Found found : linked.found()) {
        boolean swap = found.right() >= candidates.size();
        int seqOf = swap ? found.left() : found.right();
        int other = swap ? found.right() : found.left();
        boolean candidate = other < candidates.size();
        if (seqOf < candidates.size()) {
          pairs.add(
              new Pair(
                  candidates.get(seqOf).seq(),
                  candidate ? candidates.get(other).seq() : null,
                  candidate ? null : members.get(other).record(),
                  found.merged(),
                  found.score(),
                  JSON.writeValueAsString(found.reasons())));
        }
      }
      return pairs;
    }
  }
}
