package dev.syncline.api.notifications;

/** What became of a message. */
enum NotificationStatus {
  PENDING,
  SENT,
  FAILED
}
