package dev.syncline.store.notification;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was told of one status of a task.
 *
 * @param sentAt when it was last told of
 * @param reported whether the last that was told is that it is so
 * @param held how many ends were held back since
 * @param last the last of those, as JSON text
 */
public record NoticeGroup(
    String status, Instant sentAt, boolean reported, int held, @Nullable String last) {}
