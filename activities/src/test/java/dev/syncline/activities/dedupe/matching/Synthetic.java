package dev.syncline.activities.dedupe.matching;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Made-up people and publications with known duplicates and heavy errors; the same every time. */
final class Synthetic {
  private static final String[] SYLLABLES =
      ("ba be bo da de do ka ke ko la le li lo ma me mi mo na ne ni no ra re ri ro sa se si so ta te"
              + " ti to va ve vi wa we har ber son man ton ley den lin gar mar stan wood field ster"
              + " ham ford win dal bro smi per col gra hen jon tay wal chu pat rob")
          .split(" ");
  final Random random;

  Synthetic(long seed) {
    this.random = new Random(seed);
  }

  String[] names(int n) {
    String[] names = new String[n];
    for (int i = 0; i < n; i++) {
      StringBuilder name = new StringBuilder();
      for (int s = 2 + random.nextInt(2); s > 0; s--) {
        name.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
      }
      names[i] = name.toString();
    }
    return names;
  }

  /** Frequent ones are much more frequent than rare ones. */
  private String pick(String[] from) {
    double at = random.nextDouble();
    return from[(int) (at * at * from.length)];
  }

  /**
   * @param errors changes a duplicate, on average
   */
  Datasets.Labelled people(int originals, int most, double errors) {
    String[] given = names(400);
    String[] family = names(2000);
    String[] streets = names(1500);
    String[] towns = names(500);
    List<MatchRow> rows = new ArrayList<>();
    List<String> entities = new ArrayList<>();
    for (int i = 0; i < originals; i++) {
      Map<String, String> person = new LinkedHashMap<>();
      person.put("forename", pick(given));
      person.put("last_name", pick(family));
      person.put("house_no", "" + (1 + random.nextInt(150)));
      person.put("street", pick(streets) + " street");
      person.put("town", pick(towns));
      person.put("zip", "" + (1000 + random.nextInt(8999)));
      person.put(
          "birth_date",
          String.format(
              Locale.ROOT,
              "%d-%02d-%02d",
              1930 + random.nextInt(75),
              1 + random.nextInt(12),
              1 + random.nextInt(28)));
      person.put(
          "tel",
          String.format(Locale.ROOT, "0%d %08d", random.nextInt(9), random.nextInt(99_999_999)));
      rows.add(new MatchRow(0, person));
      entities.add("" + i);
      for (int copies = random.nextInt(most + 1); copies > 0; copies--) {
        rows.add(new MatchRow(0, spoilt(person, errors)));
        entities.add("" + i);
      }
    }
    return new Datasets.Labelled("people, " + errors + " errors", Preset.PERSON, rows, entities);
  }

  /**
   * A country: a town has a few postcodes of its own, lies in one state and has its own streets.
   *
   * @param families the share of people that live where the one before them lives
   */
  Datasets.Labelled country(int originals, int towns, double errors, double families) {
    String[] given = names(300);
    String[] family = names(4000);
    String[] streets = names(3000);
    String[] places = names(towns);
    Map<String, String> before = Map.of();
    List<MatchRow> rows = new ArrayList<>();
    List<String> entities = new ArrayList<>();
    for (int i = 0; i < originals; i++) {
      double at = random.nextDouble();
      int town = (int) (at * at * towns);
      Map<String, String> person = new LinkedHashMap<>();
      person.put("given_name", pick(given));
      person.put("surname", pick(family));
      person.put("street_number", "" + (1 + random.nextInt(180)));
      person.put("address", streets[(town * 31 + random.nextInt(40)) % streets.length] + " street");
      person.put("town", places[town]);
      person.put("postcode", "" + (10_000 + town * 7 + random.nextInt(4)));
      person.put("state", "s" + town % 8);
      person.put(
          "born",
          String.format(
              Locale.ROOT,
              "%d-%02d-%02d",
              1930 + random.nextInt(75),
              1 + random.nextInt(12),
              1 + random.nextInt(28)));
      person.put(
          "phone",
          random.nextInt(10) < 3
              ? ""
              : String.format(
                  Locale.ROOT, "0%03d %07d", 100 + town % 899, random.nextInt(9_999_999)));
      if (random.nextDouble() < families && !before.isEmpty()) {
        for (String shared :
            List.of("surname", "street_number", "address", "town", "postcode", "state", "phone")) {
          person.put(shared, before.get(shared));
        }
      }
      before = person;
      rows.add(new MatchRow(0, person));
      entities.add("" + i);
      if (random.nextInt(4) == 0) {
        rows.add(new MatchRow(0, spoilt(person, errors)));
        entities.add("" + i);
      }
    }
    return new Datasets.Labelled(
        (families > 0 ? "families, " : "country, ") + originals, Preset.PERSON, rows, entities);
  }

  Map<String, String> spoilt(Map<String, String> person, double errors) {
    Map<String, String> copy = new LinkedHashMap<>(person);
    List<String> fields = new ArrayList<>(copy.keySet());
    int changes = (int) Math.round(errors + random.nextGaussian() * errors / 3);
    for (int i = 0; i < changes; i++) {
      String field = fields.get(random.nextInt(fields.size()));
      double kind = random.nextDouble();
      if (kind < 0.15) {
        copy.put(field, "");
      } else if (kind < 0.2) {
        String name = copy.get(fields.get(0));
        copy.put(fields.get(0), copy.get(fields.get(1)));
        copy.put(fields.get(1), name);
      } else {
        copy.put(field, typo(typo(copy.get(field), 1), kind < 0.4 ? 1 : 0));
      }
    }
    return copy;
  }

  private String typo(String text, double chance) {
    if (text.length() < 2 || chance == 0) {
      return text;
    }
    int at = random.nextInt(text.length() - 1);
    char other =
        Character.isDigit(text.charAt(at))
            ? (char) ('0' + random.nextInt(10))
            : (char) ('a' + random.nextInt(26));
    return switch (random.nextInt(4)) {
      case 0 -> text.substring(0, at) + text.substring(at + 1);
      case 1 -> text.substring(0, at) + other + text.substring(at);
      case 2 -> text.substring(0, at) + other + text.substring(at + 1);
      default ->
          text.substring(0, at) + text.charAt(at + 1) + text.charAt(at) + text.substring(at + 2);
    };
  }

  /** Papers as a careful index has them, and as references cite them. */
  Datasets.Labelled papers(int originals) {
    String[] words = names(700);
    String[] given = names(150);
    String[] family = names(600);
    String[] venues = names(20);
    List<MatchRow> rows = new ArrayList<>();
    List<String> entities = new ArrayList<>();
    for (int i = 0; i < originals; i++) {
      List<String> title = new ArrayList<>();
      for (int w = 4 + random.nextInt(6); w > 0; w--) {
        title.add(pick(words));
      }
      title.add(1, "of the");
      List<String> full = new ArrayList<>();
      List<String> initials = new ArrayList<>();
      for (int a = 1 + random.nextInt(4); a > 0; a--) {
        String first = pick(given);
        String last = pick(family);
        full.add(first + " " + last);
        initials.add(first.charAt(0) + " " + last);
      }
      String venue = pick(venues);
      int year = 1990 + random.nextInt(20);
      rows.add(
          new MatchRow(
              0,
              paper(
                  String.join(" ", title),
                  String.join(", ", full),
                  "conf on " + venue,
                  "" + year)));
      entities.add("" + i);
      if (random.nextInt(3) > 0) {
        if (random.nextInt(4) == 0) {
          title.remove(title.size() - 1);
        }
        String cited = typo(String.join(" ", title), random.nextInt(3) == 0 ? 1 : 0);
        rows.add(
            new MatchRow(
                1,
                paper(
                    cited,
                    String.join(", ", initials),
                    random.nextBoolean() ? "" : venue,
                    random.nextInt(3) == 0 ? "" : "" + year)));
        entities.add("" + i);
      }
    }
    return new Datasets.Labelled("publications", Preset.PUBLICATION, rows, entities);
  }

  private static Map<String, String> paper(
      String title, String authors, String venue, String year) {
    Map<String, String> paper = new LinkedHashMap<>();
    paper.put("title", title);
    paper.put("authors", authors);
    paper.put("venue", venue);
    paper.put("year", year);
    return paper;
  }
}
