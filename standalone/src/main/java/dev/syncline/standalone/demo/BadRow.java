package dev.syncline.standalone.demo;

import java.util.ArrayList;
import java.util.List;

/** The ways in which a row cannot be accepted. */
enum BadRow {
  SHORT(10) {
    @Override
    String line(Person person) {
      return CsvLine.of(person.cells().subList(0, 6));
    }
  },
  LONG(4) {
    @Override
    String line(Person person) {
      List<String> cells = new ArrayList<>(person.cells());
      cells.add(6, "Unit 3"); // an address with a comma that nobody quoted
      return CsvLine.of(cells);
    }
  },
  NO_SURNAME(8) {
    @Override
    String line(Person person) {
      return CsvLine.of(person.named(person.givenName(), "").cells());
    }
  },
  BROKEN_QUOTE(4) {
    @Override
    String line(Person person) {
      return CsvLine.of(person.cells())
          .replace(person.street(), "\"" + person.street() + "\" rear");
    }
  },
  BAD_DATE(7) {
    @Override
    String line(Person person) {
      return CsvLine.of(person.bornOn(person.dateOfBirth().substring(0, 5) + "02-31").cells());
    }
  },
  BAD_EMAIL(7) {
    @Override
    String line(Person person) {
      return CsvLine.of(
          person.reachedAt(person.email().replace("@", " at "), person.phone()).cells());
    }
  };

  private final int share;

  BadRow(int share) {
    this.share = share;
  }

  abstract String line(Person person);

  /** One entry for each bad row of the sample. */
  static List<BadRow> all() {
    List<BadRow> all = new ArrayList<>();
    for (BadRow kind : values()) {
      for (int i = 0; i < kind.share; i++) {
        all.add(kind);
      }
    }
    return all;
  }
}
