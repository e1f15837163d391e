package dev.syncline.api.access;

/** The rules, for tests of other packages. */
public final class NeededRoles {
  private NeededRoles() {}

  public static boolean known(String method, String path) {
    return NeededRole.known(method, path);
  }
}
