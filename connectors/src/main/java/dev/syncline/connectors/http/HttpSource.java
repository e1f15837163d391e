package dev.syncline.connectors.http;

import dev.syncline.connectors.spi.Page;
import dev.syncline.connectors.spi.ReadRequest;
import dev.syncline.connectors.spi.RecordSink;
import dev.syncline.connectors.spi.Source;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One resource, read page by page. */
final class HttpSource implements Source {
  /** A slow system's records are saved every so often, so that a crash costs no more than that. */
  private static final Duration LONGEST_READ = Duration.ofSeconds(10);

  /** So many pages at most in one step, should they all be empty. */
  private static final int MAX_PAGES = 200;

  private static final int VALUES_AT_ONCE = 50;

  private final ResourceSpec spec;
  private final Calls calls;

  HttpSource(ResourceSpec spec, Calls calls) {
    this.spec = spec;
    this.calls = calls;
  }

  @Override
  public Page read(ReadRequest request, RecordSink sink) {
    HttpCursor cursor = HttpCursor.decode(request.cursor());
    long records = 0;
    long bytes = 0;
    Instant enough = calls.clock().instant().plus(LONGEST_READ);
    for (int pages = 1; ; pages++) {
      URI address = address(cursor, request);
      ListPage page = PageParser.list(calls.require(address, spec.headers()), spec);
      String fingerprint = page.fingerprint();
      if (page.count() > 0 && fingerprint.equals(cursor.page())) {
        throw repeated("gave the page at " + place(cursor) + " a second time");
      }
      bytes += page.emit(spec.name(), cursor.seen(), sink);
      records += page.count();
      long seen = cursor.seen() + page.count();
      String next = spec.paging().next(cursor.at(), page, seen);
      if (next == null) {
        return Page.last(page.total());
      }
      if (next.equals(cursor.at()) || next.equals(address.toString())) {
        throw repeated("names the page at " + place(cursor) + " as its own next page");
      }
      cursor = new HttpCursor(next, seen, page.count() == 0 ? cursor.page() : fingerprint);
      if (records >= request.maxRecords()
          || bytes >= request.maxBytes()
          || pages == MAX_PAGES
          || calls.clock().instant().isAfter(enough)) {
        Long total = page.total();
        Double fraction = total == null || total <= 0 ? null : Math.min(1.0, (double) seen / total);
        return Page.more(cursor.encode(), total, fraction);
      }
    }
  }

  private URI address(HttpCursor cursor, ReadRequest request) {
    if (spec.paging().byAddress() && cursor.at() != null) {
      return URI.create(cursor.at());
    }
    Map<String, String> params = new LinkedHashMap<>(spec.params());
    params.putAll(spec.paging().params(cursor.at()));
    ask(params, spec.modifiedParam(), request.since().map(Instant::toString));
    ask(params, spec.modifiedUntilParam(), request.until().map(Instant::toString));
    ask(params, spec.statusParam(), joined(request.statuses()));
    ask(params, spec.idsParam(), joined(request.ids()));
    return Addresses.join(calls.base(), spec.path(), params);
  }

  private static void ask(
      Map<String, String> params, @Nullable String name, Optional<String> value) {
    if (name != null && value.isPresent()) {
      params.put(name, value.get());
    }
  }

  /** Empty where an address has no room for so many, or a comma would cut one in two. */
  private static Optional<String> joined(List<String> values) {
    boolean fits =
        !values.isEmpty()
            && values.size() <= VALUES_AT_ONCE
            && values.stream().noneMatch(value -> value.indexOf(',') >= 0);
    return fits ? Optional.of(String.join(",", values)) : Optional.empty();
  }

  private SynclineException repeated(String what) {
    return SynclineException.of(
        Category.INVALID,
        "PAGE_REPEATED",
        "resource '%s' %s; check the setting 'paging' (parameter names and type)"
            .formatted(spec.name(), what));
  }

  private static String place(HttpCursor cursor) {
    String at = cursor.at();
    int query = at == null ? -1 : at.indexOf('?');
    return at == null ? "the beginning" : "'" + (query < 0 ? at : at.substring(0, query)) + "'";
  }

  @Override
  public List<String> defaultKey() {
    return spec.key();
  }

  @Override
  public boolean asksSince() {
    return spec.modifiedParam() != null;
  }

  @Override
  public boolean asksUntil() {
    return spec.modifiedUntilParam() != null;
  }

  @Override
  public boolean asksStatus(List<String> statuses) {
    return spec.statusParam() != null && joined(statuses).isPresent();
  }

  @Override
  public boolean canGet() {
    return spec.getPath() != null || spec.idsParam() != null;
  }

  @Override
  public void get(List<String> externalIds, RecordSink sink) {
    String path = spec.getPath();
    if (path == null) {
      getByFilter(externalIds, sink);
      return;
    }
    for (String id : externalIds) {
      if (id.equals(".") || id.equals("..")) {
        continue;
      }
      String one = path.replace("{id}", Addresses.encode(id));
      HttpAnswer answer =
          calls.get(Addresses.join(calls.base(), one, spec.params()), spec.headers());
      if (answer.status() == 404 || answer.status() == 410) {
        continue;
      }
      if (answer.status() / 100 != 2) {
        throw HttpTrouble.of(answer, calls.clock());
      }
      PageParser.one(answer, spec).emit(spec.name(), 0, sink);
    }
  }

  private void getByFilter(List<String> externalIds, RecordSink sink) {
    for (int from = 0; from < externalIds.size(); from += VALUES_AT_ONCE) {
      int to = Math.min(externalIds.size(), from + VALUES_AT_ONCE);
      List<String> some = externalIds.subList(from, to);
      Page page = Page.more("", null, null);
      String cursor = null;
      while (!page.done()) {
        page = read(new ReadRequest(cursor, 1000, Long.MAX_VALUE, null, some), sink);
        cursor = page.cursor();
      }
    }
  }

  @Override
  public boolean mayShift() {
    return spec.paging().shifts();
  }
}
