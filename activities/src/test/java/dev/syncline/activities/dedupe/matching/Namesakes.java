package dev.syncline.activities.dedupe.matching;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** A small country in which many people have the same two names and no more in common. */
final class Namesakes {
  private Namesakes() {}

  /** How an e-mail address is made of a name. */
  enum Mail {
    NONE,
    /** Each with a number of its own. */
    NUMBERED,
    /** With one of a few providers, and a number where the address is taken. */
    PROVIDERS
  }

  /**
   * People, the same every time.
   *
   * @param copies the share of people that stand there twice
   * @param born whether birth dates are known
   */
  static Datasets.Labelled of(
      Synthetic made, int originals, double copies, Mail mail, boolean born) {
    String[] given = made.names(60);
    String[] family = made.names(100);
    String[] streets = made.names(18);
    String[] towns = made.names(12);
    List<MatchRow> rows = new ArrayList<>();
    List<String> entities = new ArrayList<>();
    Random random = made.random;
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < originals; i++) {
      Map<String, String> person = new LinkedHashMap<>();
      int town = random.nextInt(towns.length);
      String first = given[random.nextInt(given.length)];
      String last = family[random.nextInt(family.length)];
      person.put("given_name", first);
      person.put("surname", last);
      if (born) {
        person.put(
            "birth_date",
            String.format(
                Locale.ROOT,
                "%d-%02d-%02d",
                1940 + random.nextInt(66),
                1 + random.nextInt(12),
                1 + random.nextInt(28)));
      }
      if (mail == Mail.NUMBERED) {
        person.put("email", first + "." + last + i + "@example.org");
      } else if (mail == Mail.PROVIDERS) {
        String provider = "@p" + "aeiouxyz".charAt(random.nextInt(8)) + "st.example";
        String address = first + "." + last + provider;
        for (int n = 2; !taken.add(address); n++) {
          address = first + "." + last + n + provider;
        }
        person.put("email", address);
      }
      person.put(
          "phone",
          String.format(
              Locale.ROOT,
              "+49%d%d",
              30 + random.nextInt(60),
              1_000_000 + random.nextInt(90_000_000)));
      person.put(
          "street", streets[random.nextInt(streets.length)] + "str " + (1 + random.nextInt(149)));
      person.put("postcode", "" + (10_115 + town * 7_000));
      person.put("city", towns[town]);
      rows.add(new MatchRow(0, person));
      entities.add("" + i);
      if (random.nextDouble() < copies) {
        Map<String, String> copy = made.spoilt(person, 2);
        copy.put("email", "");
        rows.add(new MatchRow(0, copy));
        entities.add("" + i);
      }
    }
    String name = "namesakes, " + copies + (born ? ", born" : "") + ", mail " + mail;
    return new Datasets.Labelled(name, Preset.PERSON, rows, entities);
  }

  /**
   * Companies or places of few words, towns and streets, that are all different ones but for
   * copies.
   *
   * @param copies the share that stands there twice
   */
  static Datasets.Labelled firms(Synthetic made, Preset preset, int originals, double copies) {
    Random random = made.random;
    String[] words = made.names(120);
    String[] trades = {"bakery", "logistics", "consulting", "hotel", "motors", "dental", "media"};
    String[] forms = {"ltd", "gmbh", "inc", "llc"};
    String[] streets = made.names(18);
    String[] towns = made.names(12);
    List<MatchRow> rows = new ArrayList<>();
    List<String> entities = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < originals; i++) {
      Map<String, String> firm = new LinkedHashMap<>();
      int town = random.nextInt(towns.length);
      String word = words[random.nextInt(words.length)];
      String name;
      do {
        name =
            word
                + (random.nextInt(3) == 0 ? " " + words[random.nextInt(words.length)] : "")
                + " "
                + trades[random.nextInt(trades.length)]
                + (preset == Preset.ORGANIZATION ? " " + forms[random.nextInt(forms.length)] : "");
      } while (!taken.add(name + town));
      firm.put("name", name);
      firm.put(
          "phone", "+49" + (30 + random.nextInt(60)) + (1_000_000 + random.nextInt(9_000_000)));
      firm.put("email", "info@" + name.replace(" ", "") + town + ".example");
      firm.put(
          "street", streets[random.nextInt(streets.length)] + "str " + (1 + random.nextInt(149)));
      firm.put("postcode", "" + (10_115 + town * 7_000));
      firm.put("city", towns[town]);
      rows.add(new MatchRow(0, firm));
      entities.add("" + i);
      if (random.nextDouble() < copies) {
        rows.add(new MatchRow(0, made.spoilt(firm, 2)));
        entities.add("" + i);
      }
    }
    return new Datasets.Labelled("firms, " + copies, preset, rows, entities);
  }
}
