package comity.schema;

import com.networknt.schema.regex.RegularExpression;
import java.util.regex.Pattern;

/**
 * A {@code pattern} of a schema. Ours are all anchored, and written in what ECMA-262 and Java read
 * alike but for {@code $}, which in Java also stands before a last line break: hence the whole text
 * is matched.
 */
final class Regex implements RegularExpression {

    /** Characters up to here are looked up, where each stands for itself. */
    private static final int ASCII = 128;

    private static final Pattern ONE_CLASS = Pattern.compile("\\^(\\[[^\\[\\]]+])[+]\\$");

    private final Pattern pattern;

    /** Which characters a pattern of one class allows; empty for any other pattern. */
    private final boolean[] allowed;

    Regex(String text) {
        if (!text.startsWith("^") || !text.endsWith("$") || text.endsWith("\\$")) {
            throw new IllegalArgumentException("The pattern %s is not anchored".formatted(text));
        }
        if (text.indexOf('|') >= 0) {
            throw new IllegalArgumentException(
                    "The pattern %s has alternatives, which its anchors would not bind alike"
                            .formatted(text));
        }
        this.pattern = Pattern.compile(text.substring(1, text.length() - 1));
        this.allowed = ONE_CLASS.matcher(text).matches() ? allowed(pattern) : new boolean[0];
    }

    private static boolean[] allowed(Pattern pattern) {
        var allowed = new boolean[ASCII];
        for (char c = 0; c < ASCII; c++) {
            allowed[c] = pattern.matcher(String.valueOf(c)).matches();
        }
        return allowed;
    }

    @Override
    public boolean matches(String value) {
        return value.length() <= 2 * SchemaRules.MAX_MATCHED
                && (isAllowed(value) || pattern.matcher(value).matches());
    }

    private boolean isAllowed(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= allowed.length || !allowed[c]) {
                return false;
            }
        }
        return !value.isEmpty();
    }
}
