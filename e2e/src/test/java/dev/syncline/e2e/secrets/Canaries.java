package dev.syncline.e2e.secrets;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Secrets that cannot be mistaken for anything else, and what is left of one that was cut. */
final class Canaries {
  /** Every secret begins with it, so that a part of one is found too. */
  private static final String MARK = "cN4RYmark";

  private final Map<String, String> secrets = new TreeMap<>();

  /** The secret of that name; with characters that are written differently where it travels. */
  synchronized String of(String name) {
    return secrets.computeIfAbsent(name, n -> MARK + "-" + n + "/+ \"&=");
  }

  /** One for places that take plain words only. */
  synchronized String plain(String name) {
    return secrets.computeIfAbsent(name, n -> MARK + n.replaceAll("\\W", ""));
  }

  /** As environment variables. */
  synchronized Map<String, String> environment() {
    return Map.copyOf(secrets);
  }

  /** What betrays a secret: its beginning as it is, in lower case, and in base64 at any place. */
  static List<String> traces() {
    List<String> traces = new ArrayList<>(List.of(MARK, MARK.toLowerCase(Locale.ROOT)));
    for (int before = 0; before < 3; before++) {
      String text = "~".repeat(before) + MARK;
      String base64 =
          Base64.getEncoder()
              .withoutPadding()
              .encodeToString(text.getBytes(StandardCharsets.UTF_8));
      // The characters at both ends also carry bits of what stands beside it.
      traces.add(base64.substring(before == 0 ? 0 : before + 1, base64.length() - 2));
    }
    return traces;
  }
}
