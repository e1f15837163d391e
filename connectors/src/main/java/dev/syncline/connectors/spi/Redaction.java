package dev.syncline.connectors.spi;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The secrets of a connection, and how they are kept out of whatever is said about it: messages,
 * causes and cursors. Other systems echo what they are sent, in bodies, headers and addresses.
 */
public final class Redaction {
  /** What stands in place of a secret. */
  public static final String MASK = "***";

  /** Shorter ones are secrets of nobody, and would take words apart. */
  private static final int SHORTEST = 3;

  /** Secrets that are shorter go only where they stand as a word. */
  private static final int LONG = 8;

  /** Names are shown, so that a refusal can be understood; a longer one may be a key itself. */
  private static final int LONGEST_NAME = 11;

  private static final Set<String> NAMES = Set.of("username", "client_id");
  private static final Set<String> PUBLIC = Set.of("header", "token_url");
  private static final Pattern ADDRESS = Pattern.compile("[a-z][a-z0-9+.:-]*://[^/?#]*(.*)");
  private static final Pattern VEILED = Pattern.compile("‹([^‹›]+)/(\\d+)›");

  private final Map<String, List<String>> kept = new ConcurrentHashMap<>();
  private final Set<String> known = ConcurrentHashMap.newKeySet();
  private final List<Pattern> patterns = new CopyOnWriteArrayList<>();

  /** Knows no secrets yet. */
  public Redaction() {}

  static Redaction of(ConnectionConfig connection) {
    Redaction redaction = new Redaction();
    Map<String, String> credentials = connection.credentials();
    credentials.forEach(
        (name, value) -> {
          boolean shown = NAMES.contains(name) && value.length() <= LONGEST_NAME;
          if (!shown && !PUBLIC.contains(name)) {
            redaction.keep("credentials." + name, value);
          }
        });
    connection
        .secretSettings()
        .forEach((place, value) -> redaction.keep("settings" + place, bare(value)));
    redaction.pair(credentials.get("username"), credentials.get("password"));
    redaction.pair(credentials.get("client_id"), credentials.get("client_secret"));
    return redaction;
  }

  /** Of an address only what comes after the host: where a system is, may be said. */
  private static String bare(String value) {
    Matcher address = ADDRESS.matcher(value);
    return address.matches() ? address.group(1) : value;
  }

  /** As it stands in the header of basic authentication. */
  private void pair(@Nullable String name, @Nullable String secret) {
    if (name != null && secret != null) {
      learn(SecretForms.base64(name + ":" + secret));
    }
  }

  private void keep(String name, String secret) {
    if (secret.strip().length() >= LONG) {
      kept.put(name, SecretForms.of(secret));
    }
    learn(secret);
  }

  /** Takes a secret that was given to the connection while it worked, such as an access token. */
  public void learn(String secret) {
    if (secret.strip().length() >= SHORTEST && known.add(secret)) {
      patterns.add(SecretForms.pattern(secret, secret.strip().length() >= LONG));
    }
  }

  /** The text without secrets. To be asked before a text is cut: half a secret is not known. */
  public String clean(String text) {
    String clean = text;
    for (Pattern pattern : patterns) {
      clean = pattern.matcher(clean).replaceAll(Matcher.quoteReplacement(MASK));
    }
    return clean;
  }

  /** A cursor with names in place of secrets: some systems repeat them in the next address. */
  @Nullable String veil(@Nullable String cursor) {
    if (cursor == null) {
      return null;
    }
    String veiled = cursor;
    for (Map.Entry<String, List<String>> secret : kept.entrySet()) {
      List<String> forms = secret.getValue();
      for (int form = 0; form < forms.size(); form++) {
        veiled = veiled.replace(forms.get(form), "‹" + secret.getKey() + "/" + form + "›");
      }
    }
    return veiled;
  }

  /** The cursor as the system gave it. */
  @Nullable String unveil(@Nullable String cursor) {
    return cursor == null
        ? null
        : VEILED
            .matcher(cursor)
            .replaceAll(found -> Matcher.quoteReplacement(form(found.group(1), found.group(2))));
  }

  private String form(String name, String number) {
    List<String> forms = kept.getOrDefault(name, List.of());
    int form = Integer.parseInt(number);
    return form < forms.size() ? forms.get(form) : "";
  }

  /** The exception itself where neither it nor its causes tell a secret, else one without. */
  RuntimeException clean(RuntimeException e) {
    if (e instanceof SynclineException known) {
      return clean(known);
    }
    return tells(e)
        ? SynclineException.of(
                Category.INTERNAL, "an unexpected error: " + e.getClass().getSimpleName())
            .because(RedactedCause.of(e, this))
        : e;
  }

  /** The same of one of our own. */
  SynclineException clean(SynclineException e) {
    if (!tells(e)) {
      return e;
    }
    SynclineException clean = e.worded(clean(e.getMessage()));
    Throwable cause = e.getCause();
    return cause == null ? clean : clean.because(RedactedCause.of(cause, this));
  }

  /** Does work of which nothing that is thrown tells a secret. */
  <T> T guard(Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      throw clean(e);
    }
  }

  private boolean tells(Throwable thrown) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      String text = each + " " + List.of(each.getSuppressed());
      if (!clean(text).equals(text)) {
        return true;
      }
    }
    return thrown instanceof SynclineException known && tells(known.details());
  }

  private boolean tells(Map<String, ?> details) {
    String text = details.toString();
    return !clean(text).equals(text);
  }
}
