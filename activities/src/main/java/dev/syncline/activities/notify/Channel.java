package dev.syncline.activities.notify;

import dev.syncline.definitions.NotifySpec;
import dev.syncline.store.notification.NotificationRow;

/** A way to somebody. */
interface Channel {
  /** Its word in the database. */
  String word();

  /** Whether a task wants it. */
  boolean wanted(NotifySpec spec);

  /** Sends, or throws a {@code SynclineException} whose category says whether to try again. */
  void send(String tenant, NotificationRow message, NotifySpec spec);
}
