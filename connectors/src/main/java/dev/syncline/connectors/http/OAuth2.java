package dev.syncline.connectors.http;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** OAuth 2.0 client credentials (RFC 6749, 4.4). */
final class OAuth2 implements Auth {
  private static final long DEFAULT_SECONDS = 300;

  /** A token is given up this long before its end, so that it does not end under way. */
  private static final Duration MARGIN = Duration.ofSeconds(30);

  private final Tokens tokens;
  private final Calls calls;
  private final Tokens.Owner owner;

  OAuth2(
      Tokens tokens, Calls calls, String tokenUrl, String clientId, String secret, String scope) {
    this.tokens = tokens;
    this.calls = calls;
    this.owner = new Tokens.Owner(tokenUrl, clientId, secret, scope);
  }

  @Override
  public void sign(HttpRequest.Builder request, String method, URI address) {
    String token = tokens.valid(owner, calls.clock()).orElseGet(this::fetch);
    calls.hide(token);
    request.setHeader("Authorization", "Bearer " + token);
  }

  @Override
  public boolean renew() {
    tokens.drop(owner);
    return true;
  }

  private String fetch() {
    // Servers must take the client's name in the header; some take it in the body alone.
    HttpAnswer answer = ask(true);
    if (answer.status() == 400 || answer.status() == 401) {
      answer = ask(false);
    }
    if (answer.status() / 100 != 2) {
      SynclineException trouble = HttpTrouble.of(answer, calls.clock());
      throw trouble.category() == Category.INVALID
          ? SynclineException.of(Category.AUTH, trouble.getMessage())
          : trouble;
    }
    try {
      JsonNode body = JsonMapper.shared().readTree(answer.body());
      String token = body.path("access_token").asString("");
      if (!token.isEmpty()) {
        Duration lasts = Duration.ofSeconds(body.path("expires_in").asLong(DEFAULT_SECONDS));
        tokens.keep(owner, token, calls.clock().instant().plus(lasts).minus(MARGIN));
        return token;
      }
    } catch (JacksonException e) {
      throw HttpTrouble.notJson(answer, e);
    }
    throw SynclineException.of(
        Category.AUTH,
        "the token address " + Addresses.shown(tokenUrl()) + " answered no access_token");
  }

  private URI tokenUrl() {
    try {
      URI address = URI.create(owner.tokenUrl().strip());
      if (address.getHost() != null) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      // Its message would repeat the address.
    }
    throw SynclineException.of(Category.INVALID, "credential 'token_url' is no web address");
  }

  private HttpAnswer ask(boolean inHeader) {
    StringBuilder form = new StringBuilder("grant_type=client_credentials");
    if (!owner.scope().isEmpty()) {
      form.append("&scope=").append(Addresses.encode(owner.scope()));
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(tokenUrl())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "application/json");
    String id = Addresses.encode(owner.clientId());
    String secret = Addresses.encode(owner.secret());
    if (inHeader) {
      byte[] pair = (id + ":" + secret).getBytes(StandardCharsets.UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    } else {
      form.append("&client_id=").append(id).append("&client_secret=").append(secret);
    }
    return calls.once(request.POST(HttpRequest.BodyPublishers.ofString(form.toString())).build());
  }
}
