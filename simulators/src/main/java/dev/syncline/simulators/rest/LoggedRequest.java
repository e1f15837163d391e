package dev.syncline.simulators.rest;

import java.util.Map;

/**
 * A request that came in.
 *
 * @param target the path with its query, as sent
 * @param query the decoded parameters
 * @param headers by lower-case name
 */
public record LoggedRequest(
    String method,
    String target,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    String body) {}
