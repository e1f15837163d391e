package dev.syncline.api.access;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.key.ApiKeys;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;

/** Refuses to start where strangers could reach a server that nobody has a key for. */
@Component
class NoServerWithoutKeys implements InitializingBean {
  private final AccessMode mode;
  private final ApiKeys keys;

  NoServerWithoutKeys(AccessMode mode, ApiKeys keys) {
    this.mode = mode;
    this.keys = keys;
  }

  @Override
  public void afterPropertiesSet() {
    if (!mode.open() && !keys.any()) {
      throw SynclineException.of(
          Category.NOT_CONFIGURED,
          "NO_API_KEYS",
          "there is no API key, and without one the server does not listen on "
              + mode.address()
              + ": make one with './syncline keys create --tenant T --role admin'. Only a server"
              + " bound to 127.0.0.1 may go without keys");
    }
  }
}
