package dev.syncline.api.projects;

import dev.syncline.api.web.Params;
import dev.syncline.domain.Names;
import java.text.Normalizer;
import java.util.Locale;

/** Makes slugs of names: {@code "Fünf Äpfel!"} becomes {@code funf-apfel}. */
final class Slugs {
  private static final int LONGEST = 63;

  private Slugs() {}

  static String of(String name) {
    String plain = Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
    String slug =
        plain.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    String shortened = slug.substring(0, Math.min(LONGEST, slug.length())).replaceAll("-+$", "");
    if (shortened.isEmpty() || Names.RESERVED_ENTITIES.contains(shortened)) {
      throw Params.invalid("no slug can be made of the name; give one as 'slug'");
    }
    return shortened;
  }
}
