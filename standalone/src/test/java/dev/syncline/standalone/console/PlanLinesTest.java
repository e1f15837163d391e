package dev.syncline.standalone.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlanLinesTest {

  @Test
  void aPlanReadsLineByLine() {
    String plan =
        """
        {'plan_id':'p-1','summary':{'create':1,'update':1,'delete':1,'merge':0,'conflict':0,
          'unchanged':1200,'fail':1},
         'derived':{'create':2,'update':0},
         'reasons':['1 of 2 records (50 %) are missing from the source'],
         'items':[
          {'operation':'create','external_id':'4','fields':[{'field':'name','before':null,'after':'Dora'}]},
          {'operation':'update','external_id':'1','fields':[
            {'field':'name','before':'Ann','after':'Anna'},{'field':'age','before':3,'after':null}]},
          {'operation':'delete','external_id':'3','fields':[{'field':'name','before':'Cid','after':null}]},
          {'operation':'create','external_id':'4#0','entity':'lines','fields':[]},
          {'operation':'fail','external_id':null,'fields':[],'message':'line 7: no name'}],
         'total':9}
        """;

    assertThat(PlanLines.plan(RunObjects.of(plan), "acme", new NextCommands(" --data d")))
        .containsExactly(
            "  plan: create 1, update 1, merge 0, delete 1, conflict 0, unchanged 1,200, fail 1",
            "  derived: create 2",
            "  a run that did this would wait for approval: 1 of 2 records (50 %) are missing from"
                + " the source",
            "    + create   4            name: Dora",
            "    ~ update   1            name: Ann -> Anna, age: 3 -> null",
            "    - delete   3",
            "    + create   lines 4#0",
            "    ! fail     (no id)      line 7: no name",
            "    ... and 4 more: ./syncline plans show p-1 --offset 5 --tenant acme --data d");
  }

  @Test
  void whatWaitsIsListedWithItsReasons() {
    String list =
        """
        {'items':[{'sync_id':'r-1','task':'people','entity':'customers','waiting_since':'now',
          'reasons':['the source is empty'],'summary':{'delete':7}}]}
        """;

    assertThat(PlanLines.waiting(RunObjects.of(list)))
        .containsExactly(
            "r-1  people -> customers  since now",
            "  the source is empty",
            "  it would: create 0, update 0, merge 0, delete 7, conflict 0, unchanged 0, fail 0");
    assertThat(PlanLines.waiting(RunObjects.of("{'items':[]}")))
        .containsExactly("nothing waits for a decision");
  }
}
