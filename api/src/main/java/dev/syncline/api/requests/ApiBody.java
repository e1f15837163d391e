package dev.syncline.api.requests;

/** A record that a request body is read into by {@link BodyReader}. */
public interface ApiBody {}
