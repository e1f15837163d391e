package dev.syncline.connectors.spi;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** The ways in which a secret is written where it travels. */
final class SecretForms {
  /** A line of a key file; shorter ones, such as its frame, are no secrets. */
  private static final int LINE = 24;

  private SecretForms() {}

  /**
   * As it is, in addresses, in addresses inside of addresses, in forms, JSON, HTML and base64; the
   * longest first, each once.
   */
  static List<String> of(String secret) {
    Set<String> forms = new LinkedHashSet<>(List.of(secret, secret.strip()));
    List<String> encoded = List.of(secret.strip(), percent(secret.strip()));
    for (String once : encoded) {
      String form = URLEncoder.encode(once, StandardCharsets.UTF_8);
      forms.add(form);
      forms.add(form.replace("+", "%20"));
      forms.add(percent(once));
    }
    String json = JsonMapper.shared().writeValueAsString(secret.strip());
    forms.add(json.substring(1, json.length() - 1));
    forms.add(html(secret.strip()));
    forms.add(base64(secret.strip()));
    secret.lines().map(String::strip).filter(line -> line.length() >= LINE).forEach(forms::add);
    forms.removeIf(String::isBlank);
    List<String> sorted = new ArrayList<>(forms);
    sorted.sort(Comparator.comparingInt(String::length).reversed());
    return sorted;
  }

  /** As the addresses of requests have it (RFC 3986). */
  private static String percent(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  private static String html(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  static String base64(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * What finds any of them.
   *
   * @param anywhere also inside of a word
   */
  static Pattern pattern(String secret, boolean anywhere) {
    String any = of(secret).stream().map(Pattern::quote).collect(Collectors.joining("|", "(", ")"));
    return Pattern.compile(
        anywhere ? any : "(?<![\\p{L}\\p{N}])" + any + "(?![\\p{L}\\p{N}])",
        Pattern.CASE_INSENSITIVE);
  }
}
