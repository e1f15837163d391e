package dev.syncline.api.access;

import dev.syncline.api.web.DeciderOfRequest;
import dev.syncline.store.key.ApiKey;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Who calls: the holder of a key.
 *
 * @param name the prefix of the key
 */
record Actor(String tenant, String name, String role) {
  private static final String ATTRIBUTE = Actor.class.getName();

  static void remember(HttpServletRequest request, ApiKey key) {
    request.setAttribute(ATTRIBUTE, new Actor(key.tenant(), key.prefix(), key.role().word()));
    request.setAttribute(DeciderOfRequest.KEY, key.prefix());
  }

  /** Null where no key was given, or none that is known. */
  static @Nullable Actor of(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof Actor actor ? actor : null;
  }
}
