package dev.syncline.store.window;

import dev.syncline.domain.Noticed;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A window ready to be committed.
 *
 * @param number from 1
 * @param cursor where the next window begins
 * @param last whether the read of its system ends with it
 * @param total how many records the source has, where known
 * @param watermark the newest modification time in it
 * @param targets where the records are delivered
 * @param keepsSeenKeys whether the keys that were met decide later what is missing
 * @param purpose whether records are written, or a plan in place of them
 * @param further what its rows give besides their own records
 * @param twoWay whether its decisions say more: {@link LegMeetings}
 * @param lastLeg whether no system is read after this one
 * @param noticed what its rows tell about the source
 * @param known the raw table among whose rows {@link KnownRows} stand, or null
 * @param tables the staging tables to drop
 */
public record WindowCommit(
    WindowOrigin origin,
    int number,
    String candidates,
    String decisions,
    @Nullable String cursor,
    boolean last,
    @Nullable Long total,
    @Nullable Instant watermark,
    List<TargetResource> targets,
    boolean keepsSeenKeys,
    Purpose purpose,
    long fetchMillis,
    long transformMillis,
    long matchMillis,
    Further further,
    List<String> tables,
    boolean twoWay,
    boolean lastLeg,
    Noticed noticed,
    @Nullable String known) {

  /** A window of a task that is synced one way. */
  public WindowCommit(
      WindowOrigin origin,
      int number,
      String candidates,
      String decisions,
      @Nullable String cursor,
      boolean last,
      @Nullable Long total,
      @Nullable Instant watermark,
      List<TargetResource> targets,
      boolean keepsSeenKeys,
      Purpose purpose,
      long fetchMillis,
      long transformMillis,
      long matchMillis,
      Further further,
      List<String> tables) {
    this(
        origin,
        number,
        candidates,
        decisions,
        cursor,
        last,
        total,
        watermark,
        targets,
        keepsSeenKeys,
        purpose,
        fetchMillis,
        transformMillis,
        matchMillis,
        further,
        tables,
        false,
        true,
        Noticed.NOTHING,
        null);
  }

  /** A resource of a connection that records are delivered to. */
  public record TargetResource(String connection, String resource) {}
}
