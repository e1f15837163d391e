package dev.syncline.api;

import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The API's own settings.
 *
 * @param allowedHosts names, besides localhost and its addresses, that the {@code Host} header of a
 *     request to the open loopback server may have
 * @param filesRoots the folders that posted paths must lie in; empty for any on the open loopback
 *     and for none elsewhere
 * @param requireKeys whether API keys are asked for on a loopback address too, as they are on every
 *     other; for servers behind a proxy on the same machine
 */
@ConfigurationProperties("syncline")
public record ApiProperties(List<String> allowedHosts, List<Path> filesRoots, boolean requireKeys) {
  public ApiProperties {
    allowedHosts = allowedHosts == null ? List.of() : List.copyOf(allowedHosts);
    filesRoots = filesRoots == null ? List.of() : List.copyOf(filesRoots);
  }
}
