package dev.syncline.standalone.demo;

import java.util.List;

/** A row of the sample. */
record Person(
    String id,
    String givenName,
    String surname,
    String email,
    String phone,
    String dateOfBirth,
    String street,
    String suburb,
    String postcode,
    String state,
    String updatedAt) {

  static final String HEADER =
      "rec_id,given_name,surname,email,phone,date_of_birth,street_address,suburb,postcode,state,"
          + "updated_at";

  List<String> cells() {
    return List.of(
        id,
        givenName,
        surname,
        email,
        phone,
        dateOfBirth,
        street,
        suburb,
        postcode,
        state,
        updatedAt);
  }

  Person named(String given, String family) {
    return new Person(
        id, given, family, email, phone, dateOfBirth, street, suburb, postcode, state, updatedAt);
  }

  Person reachedAt(String newEmail, String newPhone) {
    return new Person(
        id,
        givenName,
        surname,
        newEmail,
        newPhone,
        dateOfBirth,
        street,
        suburb,
        postcode,
        state,
        updatedAt);
  }

  Person bornOn(String date) {
    return new Person(
        id, givenName, surname, email, phone, date, street, suburb, postcode, state, updatedAt);
  }
}
