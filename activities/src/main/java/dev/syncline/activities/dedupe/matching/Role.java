package dev.syncline.activities.dedupe.matching;

/** What a field means, as far as matching is concerned. */
public enum Role {
  GIVEN_NAME,
  FAMILY_NAME,
  FULL_NAME,
  BIRTH_DATE,
  /** Of a birth date whose parts are fields of their own. */
  BIRTH_YEAR,
  BIRTH_MONTH,
  BIRTH_DAY,
  PHONE,
  EMAIL,
  ADDRESS,
  STREET_NUMBER,
  CITY,
  POSTCODE,
  STATE,
  ID_NUMBER,
  GENDER,
  TITLE,
  BRAND,
  MODEL,
  PRICE,
  DESCRIPTION,
  AUTHORS,
  VENUE,
  YEAR,
  PAGES,
  LATITUDE,
  LONGITUDE,
  /** One of few values. */
  CATEGORY,
  /** A short code without a known meaning. */
  CODE,
  /** A few words without a known meaning. */
  WORDS,
  /** Sentences without a known meaning. */
  PROSE,
  NUMBER,
  DATE,
  /** Says nothing about who or what the record is. */
  IGNORED
}
