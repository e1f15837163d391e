package dev.syncline.domain;

/**
 * What a window told about its source besides its records.
 *
 * @param unasked records that the source gave although it was asked for others
 * @param again whether a key came that an earlier window of the read had had
 */
public record Noticed(long unasked, boolean again) {
  public static final Noticed NOTHING = new Noticed(0, false);
}
