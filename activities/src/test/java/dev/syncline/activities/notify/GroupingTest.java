package dev.syncline.activities.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.activities.notify.Message.Kind;
import dev.syncline.store.notification.Notice;
import dev.syncline.store.notification.NoticeGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class GroupingTest {
  private static final Duration QUIET = Duration.ofHours(1);
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private Set<String> on = Set.of("failed", "completed_with_errors");
  private String trigger = "schedule";
  private List<NoticeGroup> groups = List.of();
  private final List<Message> told = new ArrayList<>();

  private List<Message> at(long minutes, String... statuses) {
    List<Notice> notices = new ArrayList<>();
    for (String status : statuses) {
      notices.add(new Notice(status, "{}", trigger));
    }
    Grouping grouping =
        new Grouping(on, QUIET, groups, NOON.plus(Duration.ofMinutes(minutes))).take(notices);
    groups = grouping.groups();
    told.addAll(grouping.messages());
    return grouping.messages();
  }

  private static Message message(Kind kind, String status, int count) {
    return new Message(kind, status, count, "{}");
  }

  @Test
  void theFirstFailureIsToldAtOnceAndThoseThatFollowInOneSummaryAnHour() {
    assertThat(at(0, "failed")).containsExactly(message(Kind.ALERT, "failed", 1));
    for (int minute = 5; minute < 60; minute += 5) {
      assertThat(at(minute, "failed")).isEmpty();
    }
    assertThat(Grouping.nextSummary(groups, QUIET)).contains(NOON.plus(QUIET));
    assertThat(at(60)).containsExactly(message(Kind.SUMMARY, "failed", 11));
    assertThat(at(65, "failed")).isEmpty();
  }

  @Test
  void theEndOfATroubleIsToldOnce() {
    at(0, "failed");
    at(5, "failed");
    assertThat(at(10, "completed")).containsExactly(message(Kind.RECOVERED, "completed", 1));
    assertThat(at(15, "completed")).isEmpty();
    assertThat(Grouping.nextSummary(groups, QUIET)).isEmpty();
  }

  @Test
  void aRunWithErrorsIsTheEndOfAFailureButNotOfErrors() {
    at(0, "failed");
    assertThat(at(5, "completed_with_errors"))
        .containsExactly(
            message(Kind.RECOVERED, "completed_with_errors", 0),
            message(Kind.ALERT, "completed_with_errors", 1));
    assertThat(at(10, "completed")).containsExactly(message(Kind.RECOVERED, "completed", 0));
  }

  @Test
  void aRetryOfSingleRecordsIsNotTheEndOfErrorsButOfAFailure() {
    at(0, "completed_with_errors");
    trigger = "retry";
    assertThat(at(5, "completed")).isEmpty();
    trigger = "schedule";
    assertThat(at(10, "completed")).containsExactly(message(Kind.RECOVERED, "completed", 0));
    assertThat(at(70, "failed")).hasSize(1);
    trigger = "webhook";
    assertThat(at(75, "completed")).containsExactly(message(Kind.RECOVERED, "completed", 0));
  }

  @Test
  void whatAPersonDidNotAskForIsNotTold() {
    on = Set.of("completed");
    assertThat(at(0, "failed", "cancelled", "waiting_approval")).isEmpty();
    assertThat(at(1, "completed", "completed"))
        .containsExactly(
            message(Kind.NOTICE, "completed", 1), message(Kind.NOTICE, "completed", 1));
  }

  @Test
  void aFailureAfterAQuietHourIsAnAlertAgain() {
    at(0, "failed");
    assertThat(at(61, "failed")).containsExactly(message(Kind.ALERT, "failed", 1));
  }

  @Property(tries = 200)
  void aTaskThatFlapsSendsFewMessagesAndLosesNoFailure(
      @ForAll @Size(min = 1, max = 300) List<Boolean> runs) {
    groups = List.of();
    told.clear();
    int failures = 0;
    for (int i = 0; i < runs.size(); i++) {
      failures += runs.get(i) ? 0 : 1;
      at(i, runs.get(i) ? "completed" : "failed");
    }
    at(runs.size() + 60L);
    at(runs.size() + 120L);
    int hours = runs.size() / 60 + 3;
    assertThat(told).hasSizeLessThanOrEqualTo(3 * hours);
    assertThat(told.stream().mapToInt(Message::count).sum()).isEqualTo(failures);
  }
}
