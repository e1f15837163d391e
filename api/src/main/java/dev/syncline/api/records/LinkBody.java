package dev.syncline.api.records;

import dev.syncline.api.requests.ApiBody;
import org.jspecify.annotations.Nullable;

/**
 * A row of a system and the record that it is to belong to.
 *
 * @param resource left out where the entity's tasks use just one of the connection
 */
record LinkBody(
    @Nullable String entity,
    @Nullable String connection,
    @Nullable String resource,
    @Nullable String externalId,
    @Nullable String recordId)
    implements ApiBody {}
