package dev.syncline.definitions;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who hears of which ends of a run.
 *
 * @param webhook an http or https address, or null
 * @param email addresses
 * @param on statuses of runs
 */
public record NotifySpec(@Nullable String webhook, List<String> email, List<String> on) {
  public NotifySpec {
    email = List.copyOf(email);
    on = List.copyOf(on);
  }
}
