package dev.syncline.api.web;

/** Whose rows a request sees; a parameter of every endpoint. */
public record Tenant(String id) {}
