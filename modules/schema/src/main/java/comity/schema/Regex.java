package comity.schema;

import com.networknt.schema.regex.RegularExpression;
import java.util.regex.Pattern;

/**
 * A {@code pattern} of a schema. Ours are all anchored, and written in what ECMA-262 and Java read
 * alike but for {@code $}, which in Java also stands before a last line break: hence the whole text
 * is matched.
 */
final class Regex implements RegularExpression {

    private final Pattern pattern;

    Regex(String text) {
        if (!text.startsWith("^") || !text.endsWith("$") || text.endsWith("\\$")) {
            throw new IllegalArgumentException("The pattern %s is not anchored".formatted(text));
        }
        this.pattern = Pattern.compile("(?:" + text.substring(1, text.length() - 1) + ")");
    }

    @Override
    public boolean matches(String value) {
        return value.length() <= 2 * SchemaRules.MAX_MATCHED && pattern.matcher(value).matches();
    }
}
