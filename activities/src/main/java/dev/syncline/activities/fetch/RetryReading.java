package dev.syncline.activities.fetch;

import dev.syncline.activities.run.RunContext;
import dev.syncline.connectors.spi.Page;
import dev.syncline.connectors.spi.RecordSink;
import dev.syncline.connectors.spi.Source;
import dev.syncline.store.failure.RetryRows;
import dev.syncline.store.failure.RetryRows.RetryRow;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Brings failed records in again: read from the source where it gives single records, else from the
 * stored payload; an edited payload always counts.
 */
@Component
class RetryReading {
  private static final Logger log = LoggerFactory.getLogger(RetryReading.class);

  private final RetryRows rows;

  RetryReading(RetryRows rows) {
    this.rows = rows;
  }

  SourceReading.Reading reading(RunContext context, Source source) {
    List<RetryRow> failed =
        rows.of(context.origin().tenant(), context.request().failures(), context.origin().leg());
    return sink -> read(context, failed, source, sink);
  }

  private static Page read(
      RunContext context, List<RetryRow> failed, Source source, RecordSink sink) {
    List<String> again = new ArrayList<>();
    for (RetryRow row : failed) {
      if (source.canGet() && !row.edited() && row.externalId() != null) {
        again.add(row.externalId());
      } else if (row.readable()) {
        byte[] json = row.payload().getBytes(StandardCharsets.UTF_8);
        sink.record(json, 0, json.length, 0);
      } else {
        sink.bad(row.externalId(), row.payload(), row.identity(), row.code(), row.message());
      }
    }
    if (!again.isEmpty()) {
      OnlyAsked asked = new OnlyAsked(again, context.mapping(), sink);
      source.get(again, asked);
      if (asked.others() > 0) {
        log.warn(
            "connection '{}' gave {} records that were not asked for: it ignores the ids",
            context.origin().connection(),
            asked.others());
      }
    }
    return Page.last((long) failed.size());
  }
}
