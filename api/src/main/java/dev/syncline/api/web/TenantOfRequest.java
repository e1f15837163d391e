package dev.syncline.api.web;

import dev.syncline.domain.Names;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** The tenant: that of the API key, else of the header, else the default. */
@Component
public class TenantOfRequest implements HandlerMethodArgumentResolver {
  /** The header, and the request attribute that the key guard sets. */
  public static final String HEADER = "X-Tenant-ID";

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Tenant.class;
  }

  @Override
  public Tenant resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    if (request.getAttribute(HEADER, RequestAttributes.SCOPE_REQUEST) instanceof String tenant) {
      return new Tenant(tenant);
    }
    String header = request.getHeader(HEADER);
    return new Tenant(
        header == null ? Names.DEFAULT_TENANT : Names.require("tenant", header.strip()));
  }
}
