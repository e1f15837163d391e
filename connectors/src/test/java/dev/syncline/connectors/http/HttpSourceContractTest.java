package dev.syncline.connectors.http;

import dev.syncline.connectors.Collected;
import dev.syncline.connectors.Connections;
import dev.syncline.connectors.SourceContract;
import dev.syncline.connectors.spi.Source;
import dev.syncline.connectors.spi.SourceRequest;
import dev.syncline.simulators.rest.Paging;
import dev.syncline.simulators.rest.RestSystem;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

class HttpSourceContractTest {

  abstract static class OfPaging extends SourceContract {
    private final RestSystem system = RestSystem.start();
    private final Map<String, ?> paging;

    OfPaging(Paging simulated, Map<String, ?> paging) {
      this.paging = paging;
      system
          .resource("orders")
          .paging(simulated, 3)
          .items("data.items")
          .total("meta.total")
          .fill(8);
      system.resource("none").paging(simulated, 3).items("data.items");
    }

    @AfterEach
    void stop() {
      system.close();
    }

    @Override
    protected Source filled() {
      return source("orders");
    }

    @Override
    protected Source empty() {
      return source("none");
    }

    @Override
    protected void readMissing() {
      Collected.all(source("missing"));
    }

    private Source source(String resource) {
      Map<String, ?> settings =
          Map.of("base_url", system.url(), "items", "data.items", "paging", paging);
      return new HttpConnector()
          .openSource(
              Connections.of("http", settings),
              new SourceRequest(resource, null),
              Connections.CONTEXT);
    }
  }

  @Nested
  class ByPage extends OfPaging {
    ByPage() {
      super(
          new Paging.ByPage("page", "per_page", 1),
          Map.of("type", "page", "size_param", "per_page", "size", 3));
    }
  }

  @Nested
  class ByPageFromZeroOfUnknownSize extends OfPaging {
    ByPageFromZeroOfUnknownSize() {
      super(new Paging.ByPage("p", "n", 0), Map.of("type", "page", "page_param", "p", "first", 0));
    }
  }

  @Nested
  class ByOffset extends OfPaging {
    ByOffset() {
      super(
          new Paging.ByOffset("offset", "limit"),
          Map.of("type", "offset", "size_param", "limit", "size", 3));
    }
  }

  @Nested
  class ByCursor extends OfPaging {
    ByCursor() {
      super(
          new Paging.ByCursor("after", "meta.next"),
          Map.of("type", "cursor", "cursor_param", "after", "cursor_path", "meta.next"));
    }
  }

  @Nested
  class ByLink extends OfPaging {
    ByLink() {
      super(new Paging.ByLink(), Map.of("type", "link"));
    }
  }
}
