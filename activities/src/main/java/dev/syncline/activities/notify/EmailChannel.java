package dev.syncline.activities.notify;

import dev.syncline.definitions.NotifySpec;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.notification.NotificationRow;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends messages by e-mail through the configured SMTP server. */
@Component
class EmailChannel implements Channel {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final @Nullable MailServer server;
  private final String from;

  EmailChannel(
      @Value("${syncline.smtp.url:}") String url,
      @Value("${syncline.smtp.from:syncline@localhost}") String from) {
    this.server = url.isBlank() ? null : MailServer.parse(url);
    this.from = from;
  }

  @Override
  public String word() {
    return "email";
  }

  @Override
  public boolean wanted(NotifySpec spec) {
    return !spec.email().isEmpty();
  }

  @Override
  public void send(String tenant, NotificationRow message, NotifySpec spec) {
    if (server == null) {
      throw SynclineException.of(
          Category.NOT_CONFIGURED, "no mail server is configured: set SYNCLINE_SMTP_URL");
    }
    Session session = Session.getInstance(server.properties());
    try {
      MimeMessage mail = mail(session, message, spec.email());
      try (Transport transport = session.getTransport()) {
        transport.connect(server.host(), server.port(), server.user(), server.password());
        transport.sendMessage(mail, mail.getAllRecipients());
      }
    } catch (AddressException | SendFailedException e) {
      throw SynclineException.of(Category.INVALID, "the mail server refused: " + e.getMessage())
          .because(e);
    } catch (AuthenticationFailedException e) {
      throw SynclineException.of(Category.UNAVAILABLE, "the mail server refused the login")
          .because(e);
    } catch (MessagingException e) {
      throw SynclineException.of(
              Category.UNAVAILABLE, "the mail server did not take it: " + e.getMessage())
          .because(e);
    }
  }

  private MimeMessage mail(Session session, NotificationRow message, List<String> to)
      throws MessagingException {
    JsonNode body = JSON.readTree(message.body());
    MimeMessage mail =
        new MimeMessage(session) {
          /** The same for every attempt, so that a mail that is sent twice is shown once. */
          @Override
          protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + message.id() + "@syncline>");
          }
        };
    mail.setFrom(new InternetAddress(from));
    for (String address : to) {
      mail.addRecipient(RecipientType.TO, new InternetAddress(address, true));
    }
    mail.setSubject(subject(body), StandardCharsets.UTF_8.name());
    mail.setText(text(body), StandardCharsets.UTF_8.name());
    mail.setSentDate(Date.from(message.createdAt()));
    mail.saveChanges();
    return mail;
  }

  private static String subject(JsonNode body) {
    String state =
        body.path("type").asString("").equals("recovered")
            ? "recovered"
            : body.path("status").asString("").replace('_', ' ');
    return "[Syncline] " + body.path("task").asString("") + ": " + state;
  }

  private static String text(JsonNode body) {
    JsonNode run = body.path("run");
    return body.path("text").asString("")
        + "\n\nTenant:  "
        + body.path("tenant").asString("")
        + "\nTask:    "
        + body.path("task").asString("")
        + "\nRun:     "
        + run.path("sync_id").asString("")
        + "\nTrigger: "
        + run.path("trigger").asString("")
        + "\nStarted: "
        + run.path("started_at").asString("")
        + "\nEnded:   "
        + run.path("completed_at").asString("-")
        + "\n";
  }
}
