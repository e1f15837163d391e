package dev.syncline.activities.notify;

import dev.syncline.activities.notify.Message.Kind;
import dev.syncline.store.notification.Notice;
import dev.syncline.store.notification.NoticeGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is told of a task's runs. The first trouble of a kind is told at once; what follows
 * within the quiet time is counted and told in one summary when it is over; the end of a trouble
 * that was told of is told once. Ends that are no trouble are told one by one.
 */
final class Grouping {
  private static final String FAILED = "failed";
  private static final String FLAWED = "completed_with_errors";
  private static final String COMPLETED = "completed";
  private static final Set<String> TROUBLES = Set.of(FAILED, FLAWED, "waiting_approval");

  /** Runs on chosen records say nothing of the others. */
  private static final Set<String> PARTS = Set.of("retry", "webhook");

  private final Set<String> on;
  private final Duration quiet;
  private final Instant now;
  private final Map<String, NoticeGroup> groups = new LinkedHashMap<>();
  private final List<Message> messages = new ArrayList<>();

  Grouping(Collection<String> on, Duration quiet, List<NoticeGroup> before, Instant now) {
    this.on = Set.copyOf(on);
    this.quiet = quiet;
    this.now = now;
    before.forEach(group -> groups.put(group.status(), group));
  }

  Grouping take(List<Notice> notices) {
    notices.forEach(this::take);
    groups.values().stream().filter(this::due).toList().forEach(this::summarise);
    return this;
  }

  private void take(Notice notice) {
    String status = notice.status();
    recover(notice);
    if (!on.contains(status)) {
      return;
    }
    if (!TROUBLES.contains(status)) {
      messages.add(new Message(Kind.NOTICE, status, 1, notice.run()));
      return;
    }
    NoticeGroup group = groups.get(status);
    if (group == null || (group.held() == 0 && over(group))) {
      messages.add(new Message(Kind.ALERT, status, 1, notice.run()));
      keep(status, now, true, 0, null);
    } else {
      keep(status, group.sentAt(), group.reported(), group.held() + 1, notice.run());
    }
  }

  private void recover(Notice notice) {
    Set<String> healed =
        switch (notice.status()) {
          case COMPLETED ->
              PARTS.contains(notice.trigger()) ? Set.of(FAILED) : Set.of(FAILED, FLAWED);
          case FLAWED -> Set.of(FAILED);
          default -> Set.of();
        };
    List<NoticeGroup> over =
        groups.values().stream()
            .filter(group -> group.reported() && healed.contains(group.status()))
            .toList();
    if (over.isEmpty()) {
      return;
    }
    int held = over.stream().mapToInt(NoticeGroup::held).sum();
    messages.add(new Message(Kind.RECOVERED, notice.status(), held, notice.run()));
    over.forEach(group -> keep(group.status(), group.sentAt(), false, 0, null));
  }

  private void summarise(NoticeGroup group) {
    String last = group.last();
    if (last != null) {
      messages.add(new Message(Kind.SUMMARY, group.status(), group.held(), last));
    }
    keep(group.status(), now, true, 0, null);
  }

  private boolean due(NoticeGroup group) {
    return group.held() > 0 && over(group);
  }

  private boolean over(NoticeGroup group) {
    return !now.isBefore(group.sentAt().plus(quiet));
  }

  private void keep(
      String status, Instant sentAt, boolean reported, int held, @Nullable String last) {
    groups.put(status, new NoticeGroup(status, sentAt, reported, held, last));
  }

  List<Message> messages() {
    return List.copyOf(messages);
  }

  List<NoticeGroup> groups() {
    return List.copyOf(groups.values());
  }

  /** When what was held back is to be told. */
  static Optional<Instant> nextSummary(List<NoticeGroup> groups, Duration quiet) {
    return groups.stream()
        .filter(group -> group.held() > 0)
        .map(group -> group.sentAt().plus(quiet))
        .min(Instant::compareTo);
  }
}
