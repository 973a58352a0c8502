package comity.schema;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.DisallowUnknownKeywordFactory;
import com.networknt.schema.keyword.NonValidationKeyword;
import com.networknt.schema.path.PathType;
import comity.kernel.Problem;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** A compiled schema of the validator, and its findings in our words. */
final class Validation {

    private static final Dialect DIALECT =
            Dialect.builder(Dialects.getDraft202012())
                    .keyword(new NonValidationKeyword("sensitivity"))
                    .keyword(new NonValidationKeyword("x-identity"))
                    .keyword(new NonValidationKeyword("x-query"))
                    .keyword(new NonValidationKeyword("x-hr-xml"))
                    .formats(Formats.all())
                    .unknownKeywordFactory(DisallowUnknownKeywordFactory.getInstance())
                    .build();

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDialect(
                    DIALECT,
                    registry ->
                            registry.schemaCacheEnabled(false)
                                    .schemaRegistryConfig(
                                            SchemaRegistryConfig.builder()
                                                    .formatAssertionsEnabled(true)
                                                    .pathType(PathType.JSON_POINTER)
                                                    .regularExpressionFactory(Regex::new)
                                                    .locale(Locale.ROOT)
                                                    .preloadSchema(true)
                                                    .build()));

    private final Predicate<JsonNode> quick;
    private final com.networknt.schema.Schema compiled;

    private Validation(Predicate<JsonNode> quick, com.networknt.schema.Schema compiled) {
        this.quick = quick;
        this.compiled = compiled;
    }

    static Validation of(String key, JsonNode document) {
        try {
            var compiled = REGISTRY.getSchema(document);
            compiled.initializeValidators();
            return new Validation(Quick.of(key, document), compiled);
        } catch (SchemaException broken) {
            throw new InvalidSchema(key, String.valueOf(broken.getMessage()), broken);
        }
    }

    List<Problem.Violation> violations(JsonNode value) {
        return isQuicklyValid(value) ? List.of() : slowly(value);
    }

    boolean isQuicklyValid(JsonNode value) {
        return quick.test(value);
    }

    List<Problem.Violation> slowly(JsonNode value) {
        var errors = compiled.validate(value);
        if (errors.isEmpty()) {
            return List.of();
        }
        var violations = new LinkedHashSet<Problem.Violation>();
        for (Error error : errors) {
            violations.add(Sentences.violation(error));
            if (violations.size() == Schema.MAX_VIOLATIONS) {
                break;
            }
        }
        return List.copyOf(violations);
    }
}
