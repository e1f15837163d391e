package dev.syncline.standalone.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunSummaryTest {
  private static final NextCommands PLAIN = new NextCommands("");

  @Test
  void theSummaryAddsUpAndNamesWhatWasSetAside() {
    assertThat(RunSummary.lines(new RunView(RunObjects.ended("completed_with_errors")), 2, PLAIN))
        .containsExactly(
            "people -> customers: completed with errors in 3.4 s",
            "  fetched 1,000 = created 900 + updated 40 + skipped 20 (unchanged 15, duplicate 5)"
                + " + failed 40; deleted 3",
            "  delivered: created 900, updated 40, failed 2",
            "  set aside, with the reason:",
            "    rec-1        email: no address",
            "    (no id)      line 7 has 6 cells",
            "    ... and 40 more");
  }

  @Test
  void aFailedRunSaysWhy() {
    String text =
        """
        {'task':'people','entity':'customers','status':'failed','duration_ms':61000,
         'error':'the file people.csv does not exist'}
        """;

    assertThat(RunSummary.lines(new RunView(RunObjects.of(text)), 10, PLAIN))
        .containsExactly(
            "people -> customers: failed in 1 min 1 s",
            "  fetched 0 = created 0 + updated 0 + skipped 0 + failed 0",
            "  the file people.csv does not exist");
  }

  @Test
  void aConnectionThatWasNotReadyIsNamedInTheWordOfTheCheck() {
    String text =
        """
        {'task':'t','entity':'e','status':'failed','error_code':'not_enabled',
         'error_type':'not_enabled','error':'the connection is off'}
        """;

    assertThat(RunSummary.lines(new RunView(RunObjects.of(text)), 10, PLAIN))
        .contains("  not_enabled: the connection is off");
  }

  @Test
  void aDryRunAndAGateAreNamed() {
    String text =
        """
        {'sync_id':'r-1','task':'t','entity':'e','status':'waiting_approval','dry_run':true,'duration_ms':100,
         'progress':{'read_records':400},'results':{'fetched':0}}
        """;

    assertThat(RunSummary.lines(new RunView(RunObjects.of(text)), 10, PLAIN))
        .contains(
            "t -> e: waiting approval (dry run, nothing written)",
            "  read 400 records, into a plan")
        .anyMatch(line -> line.contains("./syncline approvals approve r-1"));
  }

  @Test
  void whatIsSetAsideIsNamedByAnIdAndWhoseIdThatIs() {
    String text =
        """
        {'task':'t','entity':'e','status':'completed_with_errors','error':null,
         'results':{'failed':2},'delivered':{'failed':2},'errors':[
          {'external_id':'58','connection':'books','error':'no city'},
          {'external_id':'7','connection':'shop','record_id':'r-7','error':'too long'},
          {'external_id':null,'record_id':'r-8','error':'too short'},
          {'external_id':null,'error':'line 7'}]}
        """;

    assertThat(RunSummary.lines(new RunView(RunObjects.of(text)), 10, PLAIN))
        .contains(
            "    58 of books  no city",
            "    7 of shop    too long (record r-7)",
            "    record r-8   too short",
            "    (no id)      line 7");
  }

  @Test
  void whatIsHeldSaysHowToDecideOnTheSameData() {
    String text =
        """
        {'tenant':'acme','task':'t','entity':'people','status':'completed',
         'results':{'fetched':2,'skipped':2,'skipped_by':{'unchanged':1,'held':1}},
         'delivered':{'unchanged':20,'created':1},'error':null}
        """;

    assertThat(
            RunSummary.lines(new RunView(RunObjects.of(text)), 10, new NextCommands(" --data d")))
        .contains(
            "  held: a person is to decide, ./syncline conflicts list --entity people"
                + " --tenant acme --data d",
            "  delivered: created 1, unchanged 20 (already so there)");
  }
}
