package dev.syncline.api.notifications;

import dev.syncline.api.web.Listing;
import dev.syncline.api.web.Params;
import dev.syncline.api.web.Tenant;
import dev.syncline.store.database.Range;
import dev.syncline.store.notification.Notifications;
import dev.syncline.store.notification.NotifySecrets;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists messages; makes the secret that webhooks are signed with. */
@RestController
@RequestMapping("/api/notifications")
@Tag(name = "notifications", description = "Who was told how runs ended")
class NotificationController {
  private final Notifications notifications;
  private final NotifySecrets secrets;

  NotificationController(Notifications notifications, NotifySecrets secrets) {
    this.notifications = notifications;
    this.secrets = secrets;
  }

  /** A secret, shown this once. */
  record NewSecret(String secret) {}

  @GetMapping
  @Operation(summary = "List the messages that were sent or are to be, newest first")
  Listing<NotificationView> listNotifications(
      Tenant tenant,
      @RequestParam(required = false) @Nullable String task,
      @RequestParam(required = false) @Nullable String status,
      Range range) {
    NotificationStatus wanted = Params.word("status", NotificationStatus.class, status);
    return Listing.of(
        notifications
            .list(
                tenant.id(),
                Params.name("task", task),
                wanted == null ? null : wanted.name().toLowerCase(Locale.ROOT),
                range)
            .map(NotificationView::of),
        range);
  }

  @PostMapping("/secret")
  @Operation(
      summary = "Make a new secret for signing webhooks, in place of the old one; shown this once")
  NewSecret renewNotificationSecret(Tenant tenant) {
    return new NewSecret(secrets.renew(tenant.id()));
  }
}
