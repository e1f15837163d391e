package dev.syncline.workflows.notification;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * @param pause how long until there is more to tell; null where there is nothing left
 */
public record TellResult(@Nullable Duration pause) {}
