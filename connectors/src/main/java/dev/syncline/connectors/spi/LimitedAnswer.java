package dev.syncline.connectors.spi;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;

/** Takes an answer with a body of at most {@link PinnedClient#LARGEST_BODY} bytes. */
final class LimitedAnswer {
  private static final int LIMIT = PinnedClient.LARGEST_BODY;

  private LimitedAnswer() {}

  static PinnedClient.Answer read(ClassicHttpResponse response) throws IOException {
    return new PinnedClient.Answer(
        response.getCode(), headers(response.getHeaders()), body(response.getEntity()));
  }

  private static HttpHeaders headers(Header[] headers) {
    Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Header header : headers) {
      values
          .computeIfAbsent(header.getName(), name -> new ArrayList<>())
          .add(String.valueOf(header.getValue()));
    }
    return HttpHeaders.of(values, (name, value) -> true);
  }

  private static byte[] body(HttpEntity entity) throws IOException {
    if (entity == null) {
      return new byte[0];
    }
    if (entity.getContentLength() > LIMIT) {
      throw tooLarge();
    }
    InputStream content = entity.getContent();
    byte[] body = content.readNBytes(LIMIT + 1);
    if (body.length > LIMIT) {
      throw tooLarge();
    }
    return body;
  }

  private static SynclineException tooLarge() {
    return SynclineException.of(
        Category.TOO_LARGE,
        "the answer is larger than " + (LIMIT >> 20) + " MB; ask for smaller pages (paging.size)");
  }
}
