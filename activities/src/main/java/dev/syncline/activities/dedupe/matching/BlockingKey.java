package dev.syncline.activities.dedupe.matching;

/**
 * A key that records meet by.
 *
 * @param rule which rule made it
 */
record BlockingKey(int rule, long hash) {}
