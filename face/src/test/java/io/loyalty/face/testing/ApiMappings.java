package io.loyalty.face.testing;

import java.util.Arrays;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Lists the requests that the controllers of a running service handle. */
public final class ApiMappings {
  private ApiMappings() {}

  /**
   * Returns the parameters of each mapping, by "GET /path", of the controllers below the given
   * package, and of the one that all services share.
   */
  public static SortedMap<String, Set<String>> of(
      RequestMappingHandlerMapping mappings, String root) {
    SortedMap<String, Set<String>> mapped = new TreeMap<>();
    mappings
        .getHandlerMethods()
        .forEach(
            (mapping, method) -> {
              String type = method.getBeanType().getName();
              if (type.startsWith(root + ".") || type.startsWith("io.loyalty.face.")) {
                names(mapping).forEach(name -> mapped.put(name, parameters(method)));
              }
            });
    return mapped;
  }

  private static Stream<String> names(RequestMappingInfo mapping) {
    return mapping.getMethodsCondition().getMethods().stream()
        .flatMap(method -> mapping.getPatternValues().stream().map(path -> method + " " + path));
  }

  private static Set<String> parameters(HandlerMethod method) {
    return Arrays.stream(method.getMethodParameters())
        .flatMap(ApiMappings::parameter)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> parameter(MethodParameter parameter) {
    parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
    if (parameter.hasParameterAnnotation(PathVariable.class)) {
      return Stream.of("path " + parameter.getParameterName());
    }
    if (parameter.hasParameterAnnotation(RequestParam.class)) {
      return Stream.of("query " + parameter.getParameterName());
    }
    if (parameter.hasParameterAnnotation(ModelAttribute.class)) {
      return Arrays.stream(parameter.getParameterType().getRecordComponents())
          .map(each -> "query " + each.getName());
    }
    RequestHeader header = parameter.getParameterAnnotation(RequestHeader.class);
    return header == null ? Stream.empty() : Stream.of("header " + header.name());
  }
}
