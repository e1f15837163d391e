package dev.syncline.standalone.command;

import java.util.Locale;

/** What the holder of a key may do. */
enum Role {
  VIEWER,
  OPERATOR,
  ADMIN;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
