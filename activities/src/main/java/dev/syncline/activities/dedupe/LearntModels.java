package dev.syncline.activities.dedupe;

import dev.syncline.activities.dedupe.matching.Linking;
import dev.syncline.activities.dedupe.matching.Linking.Member;
import dev.syncline.activities.dedupe.matching.MatchRow;
import dev.syncline.activities.dedupe.matching.Preset;
import dev.syncline.activities.dedupe.similarity.Phonetic;
import dev.syncline.activities.run.RunContext;
import dev.syncline.definitions.DedupeSpec;
import dev.syncline.store.duplicate.MatchModels;
import dev.syncline.store.duplicate.MatchModels.LearntModel;
import dev.syncline.store.window.FuzzyMatching;
import dev.syncline.store.window.WindowOrigin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Gives the model of an entity. It is learnt from the first window and from what is stored, again
 * as long as the records have doubled since, until it has seen enough of them, and whenever a
 * source joins: rows of one source say little of how another writes the same things.
 */
@Component
class LearntModels {
  private static final int ENOUGH = 10_000;
  private static final int SAMPLE = 20_000;

  private final MatchModels models;
  private final FuzzyMatching rows;

  LearntModels(MatchModels models, FuzzyMatching rows) {
    this.models = models;
    this.rows = rows;
  }

  /**
   * @param fresh the rows of this window
   * @param records how many there are with those stored
   */
  Linking of(RunContext context, List<Member> fresh, long records) {
    WindowOrigin origin = context.origin();
    DedupeSpec dedupe = context.task().dedupe();
    if (dedupe.preset().equals("none")) {
      return Linking.by(dedupe);
    }
    String preset = dedupe.preset();
    Phonetic sounds = Phonetic.of(dedupe.phonetic(), dedupe.locale());
    Optional<LearntModel> known = models.find(origin.tenant(), origin.entity(), preset);
    if (known.isPresent() && enough(known.get().trainedOn(), records) && rows.known(origin)) {
      Linking linking = Linking.read(known.get().json());
      if (linking.hears(sounds)) {
        return linking;
      }
    }
    Linking learnt = Linking.learn(Preset.of(preset), sounds, sample(origin, fresh));
    if (!context.dryRun()) {
      LearntModel model = new LearntModel(learnt.json().orElseThrow(), records);
      models.save(origin.tenant(), origin.entity(), preset, model);
    }
    return learnt;
  }

  private static boolean enough(long trainedOn, long records) {
    return trainedOn >= ENOUGH || records < 2 * trainedOn;
  }

  private List<Member> sample(WindowOrigin origin, List<Member> fresh) {
    int step = 1 + fresh.size() / SAMPLE;
    List<Member> sample = new ArrayList<>();
    for (int i = 0; i < fresh.size(); i += step) {
      sample.add(fresh.get(i));
    }
    rows.sample(origin, SAMPLE)
        .forEach(
            row ->
                sample.add(
                    new Member(
                        new MatchRow(0, FlatValues.of(row.data())), row.record(), row.record())));
    return sample;
  }
}
