package dev.syncline.standalone.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The sample: 12,000 rows about people as real lists have them, with typos, swapped names, gaps,
 * and numbers written in four ways; 60 rows repeat an earlier id; 40 cannot be accepted. The same
 * bytes on every machine.
 */
public final class SampleGenerator {
  /** Rows below the header. */
  public static final int ROWS = 12_000;

  /** Rows whose id stood in an earlier row. */
  public static final int REPEATED = 60;

  /** Rows that a sync must set aside. */
  public static final int BAD = BadRow.all().size();

  private static final long SEED = 20_260_101L;

  private SampleGenerator() {}

  /** The whole file. */
  public static String csv() {
    Random random = new Random(SEED);
    PersonMaker maker = new PersonMaker(random);
    Carelessness carelessness = new Carelessness(random);
    List<Person> people = new ArrayList<>();
    for (int number = 1; number <= ROWS - REPEATED - BAD; number++) {
      people.add(carelessness.apply(maker.person(number)));
    }
    List<String> lines = new ArrayList<>();
    people.forEach(person -> lines.add(CsvLine.of(person.cells())));
    for (int i = 0; i < REPEATED; i++) {
      Person before = people.get(random.nextInt(ROWS / 2));
      Person again = before.reachedAt(before.email(), maker.person(0).phone());
      lines.add(ROWS / 2 + random.nextInt(ROWS / 4), CsvLine.of(again.cells()));
    }
    int number = ROWS;
    for (BadRow kind : BadRow.all()) {
      lines.add(random.nextInt(lines.size()), kind.line(maker.person(++number)));
    }
    return Person.HEADER + "\n" + String.join("\n", lines) + "\n";
  }
}
