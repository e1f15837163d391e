package dev.syncline.api.web;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Whoever holds the API key; where none is asked for, the person at the machine. */
@Component
public class DeciderOfRequest implements HandlerMethodArgumentResolver {
  /** The request attribute that the key guard sets. */
  public static final String KEY = DeciderOfRequest.class.getName();

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Decider.class;
  }

  @Override
  public Decider resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    return request.getAttribute(KEY, RequestAttributes.SCOPE_REQUEST) instanceof String key
        ? new Decider(key)
        : Decider.LOCAL;
  }
}
