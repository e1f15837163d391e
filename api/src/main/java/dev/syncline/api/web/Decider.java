package dev.syncline.api.web;

/** Who decides something, as it is written down: the API key's name, or the local user. */
public record Decider(String name) {}
