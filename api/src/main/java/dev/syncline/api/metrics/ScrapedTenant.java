package dev.syncline.api.metrics;

import dev.syncline.api.web.TenantOfRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** Whose numbers a request may see: with an API key, only those of the key's tenant. */
@Component
class ScrapedTenant {
  @Nullable String tenant() {
    RequestAttributes request = RequestContextHolder.getRequestAttributes();
    return request == null
        ? null
        : (String) request.getAttribute(TenantOfRequest.HEADER, RequestAttributes.SCOPE_REQUEST);
  }
}
