package dev.syncline.activities.notify;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * An SMTP server, as in {@code smtp://user:password@host:587}; {@code smtps} speaks TLS from the
 * beginning. With {@code smtp}, TLS is used where the server offers it, and a password is sent over
 * nothing else.
 */
record MailServer(
    boolean tls, String host, int port, @Nullable String user, @Nullable String password) {
  private static final String TIMEOUT_MILLIS = "10000";

  static MailServer parse(String text) {
    URI uri;
    try {
      uri = URI.create(text.strip());
    } catch (IllegalArgumentException e) {
      throw wrong();
    }
    boolean tls = "smtps".equals(uri.getScheme());
    if (uri.getHost() == null || !(tls || "smtp".equals(uri.getScheme()))) {
      throw wrong();
    }
    String login = uri.getRawUserInfo();
    int colon = login == null ? -1 : login.indexOf(':');
    return new MailServer(
        tls,
        uri.getHost(),
        uri.getPort() > 0 ? uri.getPort() : tls ? 465 : 587,
        login == null ? null : decoded(colon < 0 ? login : login.substring(0, colon)),
        login == null || colon < 0 ? null : decoded(login.substring(colon + 1)));
  }

  private static SynclineException wrong() {
    return SynclineException.of(
        Category.NOT_CONFIGURED,
        "SYNCLINE_SMTP_URL is no address of a mail server; write smtp://user:password@host:587 or"
            + " smtps://user:password@host:465, special characters percent-encoded");
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  Properties properties() {
    String protocol = tls ? "mail.smtps." : "mail.smtp.";
    Properties properties = new Properties();
    properties.setProperty("mail.transport.protocol", tls ? "smtps" : "smtp");
    properties.setProperty(protocol + "host", host);
    properties.setProperty(protocol + "port", Integer.toString(port));
    properties.setProperty(protocol + "auth", Boolean.toString(user != null));
    properties.setProperty(protocol + "connectiontimeout", TIMEOUT_MILLIS);
    properties.setProperty(protocol + "timeout", TIMEOUT_MILLIS);
    properties.setProperty(protocol + "writetimeout", TIMEOUT_MILLIS);
    properties.setProperty(protocol + "ssl.checkserveridentity", "true");
    if (!tls) {
      properties.setProperty("mail.smtp.starttls.enable", "true");
      properties.setProperty("mail.smtp.starttls.required", Boolean.toString(user != null));
    }
    return properties;
  }

  @Override
  public String toString() {
    return "MailServer[" + host + ":" + port + "]";
  }
}
