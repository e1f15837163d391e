package dev.syncline.activities.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.connectors.spi.Connectors;
import dev.syncline.definitions.TaskSpec;
import dev.syncline.definitions.reading.SyncFileReader;
import dev.syncline.store.window.Classifying.Decided;
import dev.syncline.store.window.Classifying.Meeting;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MeetingsTest {
  private static final UUID RECORD = new UUID(1, 1);
  private static final TaskSpec TASK =
      new SyncFileReader(new Connectors(List.of()))
          .readTask(
              "people",
              "{\"entity\": \"people\", \"source\": {\"connection\": \"crm\"}, \"key\": \"id\","
                  + " \"dedupe\": {\"preset\": \"person\"}}");

  private final Meetings meetings = new Meetings(TASK);

  private static Meeting meeting(
      int seq, char operation, String base, String record, int version, String incoming) {
    return new Meeting(seq, operation, RECORD, base, record, version, false, null, incoming, null);
  }

  @Test
  void aDivergedRowRewritesTheRecordOrLeavesIt() {
    assertThat(
            meetings.decide(
                List.of(
                    meeting(
                        1, 'D', "{\"a\":1,\"b\":1}", "{\"a\":1,\"b\":2}", 4, "{\"a\":3,\"b\":1}"))))
        .containsExactly(new Decided(1, 'R', 4, "{\"a\":3,\"b\":2}"));
    assertThat(meetings.decide(List.of(meeting(1, 'D', "{\"a\":1}", "{\"a\":2}", 4, "{\"a\":2}"))))
        .containsExactly(new Decided(1, 'V', 4, null));
  }

  @Test
  void aRowFoundByKeyMergesOrJoins() {
    assertThat(meetings.decide(List.of(meeting(1, 'M', null, "{\"a\":1}", 2, "{\"b\":2}"))))
        .containsExactly(new Decided(1, 'M', 2, "{\"a\":1,\"b\":2}"));
    assertThat(meetings.decide(List.of(meeting(1, 'M', null, "{\"a\":1}", 2, "{\"a\":1}"))))
        .containsExactly(new Decided(1, 'J', 2, null));
  }

  @Test
  void rowsOfARecordThatIsNewAreCombinedInTheFirst() {
    assertThat(
            meetings.decide(
                List.of(
                    meeting(1, 'C', null, null, 0, "{\"a\":1}"),
                    meeting(2, 'M', null, null, 0, "{\"b\":2}"))))
        .containsExactly(new Decided(1, 'C', 0, "{\"a\":1,\"b\":2}"), new Decided(2, 'J', 1, null));
    assertThat(
            meetings.decide(
                List.of(
                    meeting(1, 'C', null, null, 0, "{\"a\":1}"),
                    meeting(2, 'M', null, null, 0, "{\"a\":1}"))))
        .containsExactly(new Decided(1, 'C', 0, null), new Decided(2, 'J', 0, null));
  }

  @Test
  void oneOfSeveralRowsOfARecordWritesIt() {
    assertThat(
            meetings.decide(
                List.of(
                    meeting(
                        1, 'D', "{\"a\":1,\"b\":1}", "{\"a\":1,\"b\":1}", 3, "{\"a\":2,\"b\":1}"),
                    meeting(
                        2, 'D', "{\"a\":1,\"b\":1}", "{\"a\":1,\"b\":1}", 3, "{\"a\":1,\"b\":2}"),
                    meeting(3, 'M', null, "{\"a\":1,\"b\":1}", 3, "{\"c\":3}"))))
        .containsExactly(
            new Decided(1, 'R', 3, "{\"a\":2,\"b\":2,\"c\":3}"),
            new Decided(2, 'V', 4, null),
            new Decided(3, 'J', 4, null));
  }

  @Test
  void aTombstoneComesBackWithTheValuesItHad() {
    assertThat(
            meetings.decide(
                List.of(
                    new Meeting(
                        1,
                        'D',
                        RECORD,
                        "{\"a\":1}",
                        "{\"a\":1}",
                        3,
                        true,
                        null,
                        "{\"a\":1}",
                        null))))
        .containsExactly(new Decided(1, 'R', 3, "{\"a\":1}"));
  }
}
