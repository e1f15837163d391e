package dev.syncline.standalone.console;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Run objects as the HTTP API shows them. */
public final class RunObjects {
  private RunObjects() {}

  /** Quotes may be written as apostrophes. */
  public static ObjectNode of(String json) {
    return (ObjectNode) JsonMapper.shared().readTree(json.replace('\'', '"'));
  }

  public static ObjectNode running(int percentage, long processed, String total) {
    return of(
        """
        {'task':'people','entity':'customers','status':'running','progress':{'phase':'saving',
         'total_records':%s,'processed_records':%d,'percentage':%d}}
        """
            .formatted(total, processed, percentage));
  }

  public static ObjectNode ended(String status) {
    return of(
        """
        {'sync_id':'00000000-0000-0001-0000-000000000002','task':'people','entity':'customers','status':'%s','dry_run':false,'duration_ms':3420,
         'progress':{'phase':'completing','total_records':1000,'processed_records':1000,
          'percentage':100},
         'results':{'fetched':1000,'created':900,'updated':40,'skipped':20,'failed':40,'deleted':3,
          'skipped_by':{'unchanged':15,'duplicate':5,'filtered':0,'held':0}},
         'derived':{'created':0,'updated':0,'unchanged':0,'deleted':0},
         'delivered':{'created':900,'updated':40,'unchanged':0,'deleted':0,'failed':2},
         'errors':[
          {'phase':'transforming','external_id':'rec-1','error':'email: no address','code':'BAD_EMAIL'},
          {'phase':'fetching','external_id':null,'error':'line 7 has 6 cells','code':'BAD_ROW'},
          {'phase':'fetching','external_id':'rec-3','error':'no surname','code':'REQUIRED'}],
         'error':null}
        """
            .formatted(status));
  }
}
