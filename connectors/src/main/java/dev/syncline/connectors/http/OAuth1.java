package dev.syncline.connectors.http;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One-legged OAuth 1.0a (RFC 5849) with HMAC-SHA256, as shops on plain http want it. */
final class OAuth1 implements Auth {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String key;
  private final String secret;
  private final Supplier<Instant> now;
  private final Supplier<String> nonce;

  OAuth1(String key, String secret) {
    this(key, secret, Instant::now, OAuth1::randomNonce);
  }

  OAuth1(String key, String secret, Supplier<Instant> now, Supplier<String> nonce) {
    this.key = key;
    this.secret = secret;
    this.now = now;
    this.nonce = nonce;
  }

  @Override
  public void sign(HttpRequest.Builder request, String method, URI address) {
    request.setHeader("Authorization", header(method, address));
  }

  String header(String method, URI address) {
    Map<String, String> oauth = new TreeMap<>();
    oauth.put("oauth_consumer_key", key);
    oauth.put("oauth_nonce", nonce.get());
    oauth.put("oauth_signature_method", "HMAC-SHA256");
    oauth.put("oauth_timestamp", String.valueOf(now.get().getEpochSecond()));
    oauth.put("oauth_version", "1.0");
    oauth.put("oauth_signature", signature(baseString(method, address, oauth)));
    return oauth.entrySet().stream()
        .map(e -> e.getKey() + "=\"" + Addresses.encode(e.getValue()) + "\"")
        .collect(Collectors.joining(", ", "OAuth ", ""));
  }

  /** RFC 5849, 3.4.1: method, address and all parameters, sorted after encoding. */
  static String baseString(String method, URI address, Map<String, String> oauth) {
    List<String> pairs = new ArrayList<>();
    oauth.forEach((name, value) -> pairs.add(pair(name, value)));
    if (address.getRawQuery() != null) {
      for (String part : address.getRawQuery().split("&", -1)) {
        String[] sides = part.split("=", 2);
        pairs.add(pair(decode(sides[0]), sides.length == 2 ? decode(sides[1]) : ""));
      }
    }
    Collections.sort(pairs);
    String parameters = String.join("&", pairs).replace('\u0001', '=');
    return method + "&" + Addresses.encode(bare(address)) + "&" + Addresses.encode(parameters);
  }

  /** Joined by a character below all others, so that names sort before values do. */
  private static String pair(String name, String value) {
    return Addresses.encode(name) + '\u0001' + Addresses.encode(value);
  }

  private static String bare(URI address) {
    String scheme = address.getScheme().toLowerCase(Locale.ROOT);
    int port = address.getPort();
    boolean usual = port < 0 || port == (scheme.equals("https") ? 443 : 80);
    String path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
    return scheme
        + "://"
        + address.getHost().toLowerCase(Locale.ROOT)
        + (usual ? "" : ":" + port)
        + path;
  }

  private String signature(String base) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      byte[] signer = (Addresses.encode(secret) + "&").getBytes(StandardCharsets.UTF_8);
      mac.init(new SecretKeySpec(signer, "HmacSHA256"));
      byte[] signed = mac.doFinal(base.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(signed);
    } catch (GeneralSecurityException e) {
      throw SynclineException.of(Category.INTERNAL, "HMAC-SHA256 is not available").because(e);
    }
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static String randomNonce() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
