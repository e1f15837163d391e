package dev.syncline.definitions.reading;

import java.time.Duration;

/** The settings that every connector takes. */
final class CommonSettings {
  private CommonSettings() {}

  static void check(Section settings) {
    if (settings.duration("timeout", Duration.ofSeconds(30)).isZero()) {
      settings.error("timeout", "must be longer than nothing");
    }
    settings.whole("page_size", 0, 1, 1_000_000);
    Section limit = settings.section("rate_limit", Keys.RATE_LIMIT);
    if (limit != null) {
      limit.required("requests");
      limit.whole("requests", 1, 1, 1_000_000);
      if (limit.duration("per", Duration.ofSeconds(1)).isZero()) {
        limit.error("per", "must be longer than nothing");
      }
    }
  }
}
