package dev.syncline.activities.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.definitions.ConflictSpec.Strategy;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever two systems come to show, under each strategy: what was planned is what is done. */
@Timeout(180)
class RandomPlansTest {
  private static final List<String> NAMES = List.of("Ann", "Bob", "Cleo");
  private static final int ROUNDS = 3;
  private static final int MOVES = 9;

  private final PlannedTwins twins = new PlannedTwins();
  private Instant clock = Instant.parse("2026-01-01T00:00:00Z");

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void plansAreWhatApplyingThemDoes(Strategy strategy) {
    Random random = new Random(41 * (1 + strategy.ordinal()));
    twins.task(
        """
        , 'deletes': 'propagate', 'gates': 'off', 'batch': {'size': 3},
        'conflicts': {'strategy': '%s', 'otherwise': 'newest_wins'}
        """
            .formatted(strategy.name().toLowerCase(Locale.ROOT)));
    for (int round = 0; round < ROUNDS; round++) {
      for (int move = 0; move < MOVES; move++) {
        move(random);
      }
      twins.planAndApply();
    }
    assertThat(twins.pipeline.records()).isNotEmpty();
  }

  /** New rows of both systems may have the same address, by which they are found to be one. */
  private void move(Random random) {
    boolean source = random.nextBoolean();
    TwinSystem system = source ? twins.crm : twins.books;
    String name = source ? "name" : "DisplayName";
    String mail = source ? "email" : "Mail";
    List<String> ids = system.ids();
    clock = clock.plusSeconds(60);
    String id = ids.isEmpty() ? "" : ids.get(random.nextInt(ids.size()));
    switch (ids.isEmpty() ? 0 : random.nextInt(5)) {
      case 0 ->
          system.setAt(
              clock,
              "own" + random.nextInt(1000),
              "{'%s': '%s', '%s': '%d@x'}".formatted(name, pick(random), mail, random.nextInt(12)));
      case 1, 2 -> system.setAt(clock, id, "{'%s': '%s'}".formatted(name, pick(random)));
      case 3 -> system.setAt(clock, id, "{'%s': '%d@y'}".formatted(mail, random.nextInt(3)));
      default -> system.remove(id);
    }
  }

  private static String pick(Random random) {
    return NAMES.get(random.nextInt(NAMES.size()));
  }
}
