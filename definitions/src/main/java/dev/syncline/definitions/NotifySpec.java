package dev.syncline.definitions;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who hears of which ends of a run. */
public record NotifySpec(@Nullable String webhook, @Nullable String email, List<String> on) {
  public NotifySpec {
    on = List.copyOf(on);
  }
}
