package dev.syncline.connectors.spi;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.DefaultHttpRequestRetryStrategy;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** How connections are made: to the addresses that a policy names, and to no others. */
final class PinnedConnections {
  private static final Timeout CONNECT = Timeout.ofSeconds(10);
  private static final TimeValue IDLE = TimeValue.ofSeconds(30);
  private static final int TO_ONE_HOST = 64;
  private static final int ALL = 256;

  private PinnedConnections() {}

  static CloseableHttpClient client(EgressPolicy egress) {
    return HttpClients.custom()
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new Judged(egress))
                .setMaxConnPerRoute(TO_ONE_HOST)
                .setMaxConnTotal(ALL)
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT)
                        .setValidateAfterInactivity(TimeValue.ofMilliseconds(200))
                        .build())
                .build())
        .setRetryStrategy(new ReadsOnce())
        .setUserAgent("Syncline")
        .disableRedirectHandling()
        .disableContentCompression()
        .disableCookieManagement()
        .disableAuthCaching()
        .evictExpiredConnections()
        .evictIdleConnections(IDLE)
        .build();
  }

  /** Asked when a connection is made; what it answers is what is connected to. */
  private record Judged(EgressPolicy egress) implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) {
      return egress.resolve(host).toArray(InetAddress[]::new);
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
      return host;
    }
  }

  /**
   * A read whose connection turns out to be closed is sent once more. Writes are not: whoever sends
   * them decides; and pauses that are asked for are the task's retries to keep.
   */
  private static final class ReadsOnce extends DefaultHttpRequestRetryStrategy {
    ReadsOnce() {
      super(1, TimeValue.ZERO_MILLISECONDS);
    }

    @Override
    protected boolean handleAsIdempotent(HttpRequest request) {
      return Method.GET.isSame(request.getMethod());
    }

    @Override
    public boolean retryRequest(HttpResponse response, int count, HttpContext context) {
      return false;
    }

    @Override
    public boolean retryRequest(
        HttpRequest request, IOException failure, int count, HttpContext context) {
      return !(failure instanceof java.net.SocketTimeoutException)
          && super.retryRequest(request, failure, count, context);
    }
  }
}
