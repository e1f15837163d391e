package dev.syncline.api.projects;

import dev.syncline.api.requests.ApiBody;
import org.jspecify.annotations.Nullable;

/**
 * A project to be created or changed; what is left out in a change stays as it is.
 *
 * @param slug its name in addresses; made from the name where it is left out
 * @param path the directory of its documents, absolute; it need not exist yet
 */
record ProjectBody(@Nullable String name, @Nullable String slug, @Nullable String path)
    implements ApiBody {}
