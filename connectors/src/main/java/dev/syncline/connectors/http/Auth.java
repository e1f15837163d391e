package dev.syncline.connectors.http;

import java.net.URI;
import java.net.http.HttpRequest;

/** Puts the credentials on a request that goes to the connection's own host. */
interface Auth {
  void sign(HttpRequest.Builder request, String method, URI address);

  /** Fetches fresh credentials after a 401, where there are any to fetch. */
  default boolean renew() {
    return false;
  }
}
