package dev.syncline.connectors.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code Link} header (RFC 8288), of which the next page is read. */
final class LinkHeader {
  private static final Pattern LINK = Pattern.compile("<([^>]*)>((?:\\s*;[^,;<]*)*)");
  private static final Pattern NEXT =
      Pattern.compile(
          ";\\s*rel\\s*=\\s*(?:\"[^\"]*\\bnext\\b[^\"]*\"|next\\b)", Pattern.CASE_INSENSITIVE);

  private LinkHeader() {}

  static @Nullable String next(HttpAnswer answer) {
    for (String header : answer.headers().allValues("Link")) {
      Matcher link = LINK.matcher(header);
      while (link.find()) {
        if (NEXT.matcher(link.group(2)).find()) {
          return answer.address().resolve(link.group(1).strip().replace(" ", "%20")).toString();
        }
      }
    }
    return null;
  }
}
