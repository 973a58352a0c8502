package comity.schema;

/** JSON Pointers (RFC 6901), in which {@code *} stands for any array element. */
final class Pointers {

    private Pointers() {}

    static String child(String pointer, String name) {
        return pointer + "/" + escape(name);
    }

    static String child(String pointer, int index) {
        return pointer + "/" + index;
    }

    static String escape(String name) {
        return name.indexOf('~') < 0 && name.indexOf('/') < 0
                ? name
                : name.replace("~", "~0").replace("/", "~1");
    }

    static String unescape(String token) {
        return token.indexOf('~') < 0 ? token : token.replace("~1", "/").replace("~0", "~");
    }

    /** RFC 6901, section 4: digits without a leading zero. */
    static boolean isIndexOrAny(String token) {
        if (token.equals("*") || token.equals("0")) {
            return true;
        }
        return !token.isEmpty()
                && token.charAt(0) != '0'
                && token.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    }
}
