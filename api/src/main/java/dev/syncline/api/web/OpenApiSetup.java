package dev.syncline.api.web;

import dev.syncline.api.errors.ErrorBody;
import dev.syncline.api.system.Version;
import dev.syncline.store.database.Range;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.math.BigDecimal;
import java.util.Arrays;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import tools.jackson.databind.node.ObjectNode;

/** What the description at {@code /v3/api-docs} says beyond the signatures of the endpoints. */
@ConditionalOnWebApplication
@Configuration(proxyBeanMethods = false)
class OpenApiSetup {
  private static final String ERROR = "#/components/schemas/ErrorBody";

  static {
    SpringDocUtils.getConfig()
        .addRequestWrapperToIgnore(Tenant.class, Range.class, Decider.class)
        .replaceWithSchema(ObjectNode.class, new ObjectSchema());
  }

  @Bean
  static ModelResolver snakeCaseSchemas(ObjectMapperProvider mappers) {
    return new FieldSchemas(
        mappers
            .jsonMapper()
            .copy()
            .setPropertyNamingStrategy(
                com.fasterxml.jackson.databind.PropertyNamingStrategies.SNAKE_CASE));
  }

  @Bean
  OperationCustomizer commonParameters() {
    return (operation, method) -> {
      for (MethodParameter parameter : method.getMethodParameters()) {
        if (parameter.getParameterType() == Range.class) {
          operation.addParametersItem(number("limit", "how many at most", 1, Range.DEFAULT_LIMIT));
          operation.addParametersItem(number("offset", "how many to leave out first", 0, 0));
        } else if (parameter.getParameterType() == Tenant.class) {
          operation.addParametersItem(tenant());
        }
      }
      return operation;
    };
  }

  private static Parameter number(String name, String meaning, int least, int fallback) {
    IntegerSchema schema = new IntegerSchema();
    schema.setMinimum(BigDecimal.valueOf(least));
    schema.setDefault(fallback);
    if (name.equals("limit")) {
      schema.setMaximum(BigDecimal.valueOf(Range.MAX_LIMIT));
    }
    return new Parameter().in("query").name(name).description(meaning).schema(schema);
  }

  private static Parameter tenant() {
    return new Parameter()
        .in("header")
        .name(TenantOfRequest.HEADER)
        .description("the tenant; default-tenant where it is left out")
        .schema(new StringSchema());
  }

  @Bean
  OpenApiCustomizer wholeDescription() {
    return api -> {
      api.info(
          new Info()
              .title("Syncline")
              .version(Version.current())
              .description("Everything under /api answers under /api/v1 too."));
      ModelConverters.getInstance(true).readAll(ErrorBody.class).forEach(api::schema);
      versionNewer(api);
      api.getPaths().values().stream()
          .flatMap(path -> path.readOperations().stream())
          .forEach(OpenApiSetup::addError);
    };
  }

  /** Projects and system are known by their versioned paths. */
  private static void versionNewer(OpenAPI api) {
    Paths paths = new Paths();
    api.getPaths()
        .forEach(
            (String path, PathItem item) -> {
              boolean versioned =
                  Arrays.asList("projects", "system").contains(path.split("/", 4)[2]);
              paths.addPathItem(versioned ? path.replaceFirst("/api/", "/api/v1/") : path, item);
            });
    api.setPaths(paths);
  }

  private static void addError(Operation operation) {
    operation
        .getResponses()
        .addApiResponse(
            "default",
            new ApiResponse()
                .description("An error, with a code for machines and a message for people")
                .content(
                    new Content()
                        .addMediaType(
                            "application/json",
                            new MediaType().schema(new Schema<>().$ref(ERROR)))));
  }
}
