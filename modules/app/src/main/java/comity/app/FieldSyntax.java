package comity.app;

import java.util.regex.Pattern;

/**
 * How fields must be written that Jakarta REST parses before any of the application's code runs.
 * Never wider than its parser, which logs what it does not understand. Source: RFC 9110, sections
 * 8.3.1, 12.5.1 and 12.5.4.
 */
final class FieldSyntax {

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]++";
    private static final String QUOTED = "\"[ !#-\\[\\]-~]*+\"";

    /** RFC 9110, section 12.4.2, and {@code .2}, as Java's own client sends it. */
    private static final String WEIGHT = "(?:0?\\.\\d{1,3}|0\\.?|1(?:\\.0{0,3})?)";

    private static final String PARAMETER =
            "(?:[ \\t]*+;[ \\t]*+(?!qs?[ \\t]*+=)" + TOKEN + "=(?:" + TOKEN + "|" + QUOTED + "))";
    private static final String TYPE = "[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}";
    private static final Pattern MEDIA_TYPE =
            Pattern.compile(
                    TYPE + "/" + TYPE + PARAMETER + "{0,16}+[ \\t]*+;?[ \\t]*+",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern RANGE =
            Pattern.compile(
                    "(?:\\*(?:/\\*)?|%s/(?:\\*|%s))%s{0,16}+(?:[ \\t]*+;[ \\t]*+q=%s)?"
                            .formatted(TYPE, TYPE, PARAMETER, WEIGHT),
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern LANGUAGE =
            Pattern.compile(
                    "(?:\\*|[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,2})(?:[ \\t]*+;[ \\t]*+q=%s)?"
                            .formatted(WEIGHT),
                    Pattern.CASE_INSENSITIVE);

    private FieldSyntax() {}

    static boolean isMediaType(String field) {
        return MEDIA_TYPE.matcher(field.strip()).matches();
    }

    /** A list of media ranges; a comma within quotes makes it none. */
    static boolean isAccept(String field) {
        return areAll(field, RANGE);
    }

    static boolean isAcceptLanguage(String field) {
        return areAll(field, LANGUAGE);
    }

    private static boolean areAll(String field, Pattern pattern) {
        for (var part : field.split(",", -1)) {
            if (!pattern.matcher(part.strip()).matches()) {
                return false;
            }
        }
        return true;
    }
}
