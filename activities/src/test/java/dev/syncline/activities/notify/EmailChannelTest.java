package dev.syncline.activities.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.syncline.definitions.NotifySpec;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.notification.NotificationRow;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real SMTP server. */
class EmailChannelTest {
  private static final NotifySpec SPEC =
      new NotifySpec(null, List.of("ops@example.com", "boss@example.com"), List.of("failed"));
  private static final String BODY =
      """
      {"task":"people","tenant":"acme","type":"alert","status":"failed",
       "text":"Task 'people' failed: größer als erlaubt",
       "run":{"sync_id":"4711","trigger":"schedule","started_at":"2026-03-01T12:00:00.000Z"}}
      """;

  private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
  private final NotificationRow message =
      new NotificationRow(
          UUID.randomUUID(),
          "people",
          "email",
          "alert",
          BODY,
          "pending",
          0,
          Instant.EPOCH,
          null,
          Instant.parse("2026-03-01T12:00:01Z"),
          Instant.EPOCH);

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private EmailChannel channel() {
    return new EmailChannel(
        "smtp://127.0.0.1:" + server.getSmtp().getPort(), "Syncline <sync@example.com>");
  }

  @Test
  void everyAddressGetsTheMessageInPlainWords() throws Exception {
    channel().send("acme", message, SPEC);

    MimeMessage[] received = server.getReceivedMessages();
    assertThat(received).hasSize(2);
    assertThat(received[0].getSubject()).isEqualTo("[Syncline] people: failed");
    assertThat(received[0].getFrom()[0]).hasToString("Syncline <sync@example.com>");
    assertThat(received[0].getContent().toString())
        .contains("Task 'people' failed: größer als erlaubt", "Run:     4711", "schedule");
    assertThat(received[0].getMessageID()).isEqualTo("<" + message.id() + "@syncline>");
    assertThat(GreenMailUtil.getAddressList(received[0].getAllRecipients()))
        .contains("ops@example.com", "boss@example.com");
  }

  @Test
  void aSubjectThatBringsLineBreaksAddsNoHeader() throws Exception {
    NotificationRow sly =
        new NotificationRow(
            message.id(),
            "people",
            "email",
            "alert",
            BODY.replace("\"people\"", "\"x\\r\\nBcc: evil@example.com\""),
            "pending",
            0,
            Instant.EPOCH,
            null,
            message.createdAt(),
            Instant.EPOCH);
    channel().send("acme", sly, SPEC);
    assertThat(server.getReceivedMessages()).hasSize(2);
    assertThat(server.getReceivedMessages()[0].getHeader("Bcc")).isNull();
  }

  @Test
  void aServerThatIsDownIsTriedAgain() {
    EmailChannel channel = channel();
    server.stop();
    assertThatThrownBy(() -> channel.send("acme", message, SPEC))
        .isInstanceOfSatisfying(
            SynclineException.class, e -> assertThat(e.category()).isEqualTo(Category.UNAVAILABLE));
  }

  @Test
  void withoutAServerItSaysWhatToSet() {
    assertThatThrownBy(() -> new EmailChannel("", "x@y").send("acme", message, SPEC))
        .hasMessageContaining("SYNCLINE_SMTP_URL");
  }

  @Test
  void aLoginIsReadFromTheAddressAndNeverShown() {
    MailServer parsed = MailServer.parse("smtps://ops%40x:p%3As+s@mail.example.com");
    assertThat(parsed.user()).isEqualTo("ops@x");
    assertThat(parsed.password()).isEqualTo("p:s+s");
    assertThat(parsed.port()).isEqualTo(465);
    assertThat(parsed.toString()).doesNotContain("p:s");
    assertThat(MailServer.parse("smtp://u:p@h").properties())
        .containsEntry("mail.smtp.starttls.required", "true");
    assertThatThrownBy(() -> MailServer.parse("http://u:secret@h"))
        .hasMessageContaining("SYNCLINE_SMTP_URL")
        .hasMessageNotContaining("secret");
  }
}
