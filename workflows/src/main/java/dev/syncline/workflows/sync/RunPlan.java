package dev.syncline.workflows.sync;

import dev.syncline.workflows.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a run is to go, read from its task when it begins or goes on.
 *
 * @param window the next window's number, from 1
 * @param cursor where to read on; null at the beginning
 * @param readDone whether all windows are committed already
 * @param processed how many records the committed windows had
 * @param windowSize records a window; 0 adapts by itself
 * @param pause between windows
 * @param deletes whether records missing from the read are to be removed
 * @param targets the connections that are delivered to
 * @param course how it goes; a run that began before there were plans streams
 * @param planned how many windows the plan has that is applied
 * @param leg the system to read on with
 * @param legs how many systems are read, one after the other; 0 in histories from before there were
 *     several
 */
public record RunPlan(
    int window,
    @Nullable String cursor,
    boolean readDone,
    long processed,
    int windowSize,
    Duration pause,
    boolean deletes,
    List<String> targets,
    RetryPolicy retry,
    Course course,
    int planned,
    int leg,
    int legs) {

  public RunPlan {
    course = Objects.requireNonNullElse(course, Course.STREAM);
  }

  /** A run over the source alone that writes each window as it was read. */
  public RunPlan(
      int window,
      @Nullable String cursor,
      boolean readDone,
      long processed,
      int windowSize,
      Duration pause,
      boolean deletes,
      List<String> targets,
      RetryPolicy retry) {
    this(
        window,
        cursor,
        readDone,
        processed,
        windowSize,
        pause,
        deletes,
        targets,
        retry,
        Course.STREAM,
        0,
        0,
        1);
  }

  /** Whether there are systems to be read beside the source. */
  boolean severalLegs() {
    return legs > 1;
  }
}
