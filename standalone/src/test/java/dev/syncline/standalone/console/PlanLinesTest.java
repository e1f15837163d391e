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
  void aTwoWayPlanSaysWhatMeetsAndWhatIsWrittenWhere() {
    String plan =
        """
        {'plan_id':'p-1','summary':{'update':1,'conflict':1,'unchanged':1},'derived':{},'reasons':[],
         'deliveries':[{'connection':'crm','resource':'c','create':0,'update':1,'delete':0},
          {'connection':'books','resource':'b','create':2,'update':0,'delete':1}],
         'items':[
          {'operation':'update','connection':'crm','external_id':'1','fields':[
            {'field':'name','before':'Ann','after':'Anna'}],
           'deliveries':[{'connection':'books','operation':'update','external_id':'n1',
             'fields':['mail','name']}]},
          {'operation':'conflict','connection':'books','external_id':'n2','fields':[
            {'field':'name','before':'Bob','after':'Bob'}],
           'conflicts':[{'field':'name','base':'B','source':'Bob','target':'Rob','chosen':null,
             'strategy':'manual'}],'deliveries':[]},
          {'operation':'unchanged','connection':'books','external_id':'n3','fields':[],
           'conflicts':[{'field':'age','source':3,'target':4,'chosen':'source',
             'strategy':'source_wins'}],
           'deliveries':[{'connection':'books','operation':'create','external_id':null,
             'fields':['age']}]},
          {'operation':'delete','connection':'crm','external_id':'4','fields':[],
           'deliveries':[{'connection':'books','operation':'delete','external_id':'n4',
             'fields':[]}]}],
         'total':4}
        """;

    assertThat(PlanLines.plan(RunObjects.of(plan), "acme", new NextCommands(" --data d")))
        .containsExactly(
            "  plan: create 0, update 1, merge 0, delete 0, conflict 1, unchanged 1, fail 0",
            "  writes: crm update 1; books create 2, delete 1",
            "    ~ update   crm 1        name: Ann -> Anna",
            "        -> update books n1: mail, name",
            "    ? conflict books n2",
            "        name: source Bob, target Rob; a person decides (manual)",
            "    = unchanged books n3",
            "        age: source 3, target 4; the source's stands (source_wins)",
            "        -> create books: age",
            "    - delete   crm 4",
            "        -> delete books n4");
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
