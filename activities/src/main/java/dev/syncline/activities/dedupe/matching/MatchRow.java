package dev.syncline.activities.dedupe.matching;

import java.util.Map;

/**
 * A record to be matched.
 *
 * @param source which connection it is from; records of one source may be known to be distinct
 * @param values its fields as text; absent, empty and blank are all missing
 */
public record MatchRow(int source, Map<String, String> values) {}
