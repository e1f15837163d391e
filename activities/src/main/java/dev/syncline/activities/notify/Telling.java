package dev.syncline.activities.notify;

import dev.syncline.activities.attempt.Pulse;
import dev.syncline.control.notification.QuietTime;
import dev.syncline.definitions.NotifySpec;
import dev.syncline.definitions.reading.SyncFileReader;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.notification.NewNotification;
import dev.syncline.store.notification.NoticeGroup;
import dev.syncline.store.notification.Notices;
import dev.syncline.store.notification.NotificationRow;
import dev.syncline.store.notification.Notifications;
import dev.syncline.store.task.Tasks;
import dev.syncline.workflows.RetryPolicy;
import dev.syncline.workflows.notification.NotificationInput;
import dev.syncline.workflows.notification.TellActivity;
import dev.syncline.workflows.notification.TellResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The {@link TellActivity}: groups the ends that wait, sends the messages that are due. */
@Component
public class Telling implements TellActivity {
  private static final Logger log = LoggerFactory.getLogger(Telling.class);

  /** About seven hours of attempts; a message is old news then. */
  private static final RetryPolicy RETRY =
      new RetryPolicy(14, Duration.ofSeconds(5), 2, Duration.ofHours(1), 0.2);

  private final Notices notices;
  private final Notifications notifications;
  private final Tasks tasks;
  private final SyncFileReader definitions;
  private final List<Channel> channels;
  private final QuietTime quiet;
  private final Clock clock;

  Telling(
      Notices notices,
      Notifications notifications,
      Tasks tasks,
      SyncFileReader definitions,
      List<Channel> channels,
      QuietTime quiet,
      Clock clock) {
    this.notices = notices;
    this.notifications = notifications;
    this.tasks = tasks;
    this.definitions = definitions;
    this.channels = List.copyOf(channels);
    this.quiet = quiet;
    this.clock = clock;
  }

  @Override
  public TellResult tellDue(NotificationInput input) {
    NotifySpec spec = spec(input);
    List<NoticeGroup> groups = notices.fold(input.tenant(), input.task(), folding(input, spec));
    for (NotificationRow message :
        notifications.due(input.tenant(), input.task(), clock.instant())) {
      Pulse.check();
      send(input, message, spec);
    }
    return new TellResult(pause(input, groups));
  }

  private @Nullable NotifySpec spec(NotificationInput input) {
    return tasks
        .find(input.tenant(), input.task())
        .map(task -> definitions.fromDefinition(task.name(), task.definition()).notifications())
        .orElse(null);
  }

  private Notices.Folding folding(NotificationInput input, @Nullable NotifySpec spec) {
    Instant now = clock.instant();
    return (waiting, groups) -> {
      if (spec == null) {
        return new Notices.Folded(List.of(), groups.stream().map(Telling::nothingHeld).toList());
      }
      Grouping grouping = new Grouping(spec.on(), quiet.length(), groups, now).take(waiting);
      List<NewNotification> messages = new ArrayList<>();
      for (Message message : grouping.messages()) {
        for (Channel channel : channels) {
          if (channel.wanted(spec)) {
            messages.add(made(input, message, channel, now));
          }
        }
      }
      return new Notices.Folded(messages, grouping.groups());
    };
  }

  /** A task that no longer notifies has nothing held back. */
  private static NoticeGroup nothingHeld(NoticeGroup group) {
    return new NoticeGroup(group.status(), group.sentAt(), false, 0, null);
  }

  private static NewNotification made(
      NotificationInput input, Message message, Channel channel, Instant now) {
    UUID id = UUID.randomUUID();
    return new NewNotification(
        id,
        channel.word(),
        message.kind().word(),
        Wording.body(id, input.tenant(), message, now),
        now);
  }

  private void send(NotificationInput input, NotificationRow message, @Nullable NotifySpec spec) {
    try {
      Channel channel =
          channels.stream()
              .filter(c -> c.word().equals(message.channel()))
              .filter(c -> spec != null && c.wanted(spec))
              .findFirst()
              .orElseThrow(
                  () ->
                      SynclineException.of(
                          Category.NOT_FOUND, "the task no longer asks for this message"));
      if (spec != null) {
        channel.send(input.tenant(), message, spec);
      }
      notifications.sent(input.tenant(), message.id(), clock.instant());
    } catch (SynclineException e) {
      failed(input, message, e);
    }
  }

  private void failed(NotificationInput input, NotificationRow message, SynclineException e) {
    Instant now = clock.instant();
    int failures = message.attempt() + 1;
    boolean again = e.category() == Category.UNAVAILABLE && failures <= RETRY.maxAttempts();
    Duration pause = RETRY.pause(failures, ThreadLocalRandom.current().nextDouble());
    log.info(
        "{} of task {} {}: {}",
        message.channel(),
        input.task(),
        again ? "is tried again" : "was not sent",
        e.getMessage());
    notifications.failed(
        input.tenant(), message.id(), e.getMessage(), again ? now.plus(pause) : null, now);
  }

  private @Nullable Duration pause(NotificationInput input, List<NoticeGroup> groups) {
    Instant now = clock.instant();
    Optional<Instant> next =
        Stream.concat(
                notifications.nextDue(input.tenant(), input.task()).stream(),
                Grouping.nextSummary(groups, quiet.length()).stream())
            .min(Instant::compareTo);
    return next.map(at -> Duration.between(now, at))
        .map(wait -> wait.isNegative() || wait.isZero() ? Duration.ofMillis(100) : wait)
        .orElse(null);
  }
}
