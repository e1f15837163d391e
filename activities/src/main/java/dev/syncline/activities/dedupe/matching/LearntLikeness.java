package dev.syncline.activities.dedupe.matching;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The likeness that a learnt model tells. */
final class LearntLikeness implements Likeness {
  private final MatchModel model;
  private final Blocking blocking;
  private final TellingRules telling;

  LearntLikeness(MatchModel model) {
    this.model = model;
    this.blocking = new Blocking(model.layout());
    this.telling = new TellingRules(model.meetings(), blocking.rules());
  }

  MatchModel model() {
    return model;
  }

  @Override
  public @Nullable Object[] prepare(Map<String, String> values) {
    return model.layout().prepare(values);
  }

  @Override
  public List<BlockingKey> keys(@Nullable Object[] prepared, long records) {
    return blocking.keys(prepared, telling.among(records));
  }

  @Override
  public Scoring scoring(long records) {
    return new Scorer(model, records);
  }

  @Override
  public double sameSourceBits() {
    return model.layout().preset().sameSourceBits();
  }

  @Override
  public boolean catalogue() {
    return model.layout().preset().catalogue();
  }
}
