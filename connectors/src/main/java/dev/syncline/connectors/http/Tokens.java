package dev.syncline.connectors.http;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Access tokens that are still good, so that not every read asks for a new one. */
final class Tokens {
  /**
   * Who a token was given to.
   *
   * @param secret kept so that a changed secret does not find the old token
   */
  record Owner(String tokenUrl, String clientId, String secret, String scope) {
    @Override
    public String toString() {
      return "Owner[" + tokenUrl + ", " + clientId + "]";
    }
  }

  private record Token(String value, Instant until) {}

  private final ConcurrentHashMap<Owner, Token> known = new ConcurrentHashMap<>();

  Optional<String> valid(Owner owner, Clock clock) {
    return Optional.ofNullable(known.get(owner))
        .filter(token -> clock.instant().isBefore(token.until()))
        .map(Token::value);
  }

  void keep(Owner owner, String value, Instant until) {
    known.put(owner, new Token(value, until));
  }

  void drop(Owner owner) {
    known.remove(owner);
  }
}
