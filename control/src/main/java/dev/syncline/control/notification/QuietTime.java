package dev.syncline.control.notification;

import dev.syncline.definitions.Durations;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** How long a task that was told of as broken is not told of again. */
@Component
public class QuietTime {
  private final Duration length;

  QuietTime(@Value("${syncline.notify.quiet:1h}") String length) {
    this.length =
        Durations.parse(length)
            .orElseThrow(
                () ->
                    SynclineException.of(
                        Category.NOT_CONFIGURED,
                        "SYNCLINE_NOTIFY_QUIET is '" + length + "'; write " + Durations.ALLOWED));
  }

  public Duration length() {
    return length;
  }
}
