package comity.app;

import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Optional;

/**
 * Refuses targets and fields that are not written as they must be, before Jakarta REST parses them:
 * it would fail, and write them to the log. An {@code Accept} that is none is read as one that
 * takes nothing, so that it is refused in its turn; such an {@code Accept-Language}, which nothing
 * here asks for, as if it were not there. A path with an encoded slash, backslash or dot does not
 * come as far: the server refuses it by itself. Source: RFC 3986, sections 3.3 and 3.4; RFC 9110,
 * section 8.3.1.
 */
public class SyntaxGuard extends HttpFilter {

    private static final long serialVersionUID = 1L;

    /** What a path and a query hold but letters, digits and escapes. */
    private static final String MARKS = "-._~!$&'()*+,;=:@/";

    @Inject transient Refusals refusals;

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var refusal = refusal(request);
        if (refusal.isPresent()) {
            refusals.write(request, response, refusal.get());
            return;
        }
        chain.doFilter(ReadableFields.of(request), response);
    }

    private static Optional<Problem> refusal(HttpServletRequest request) {
        var path = request.getRequestURI();
        var query = request.getQueryString();
        if (!isWellFormed(path, MARKS) || (query != null && !isWellFormed(query, MARKS + "?"))) {
            return Optional.of(
                    Problem.of(
                            KernelProblem.INVALID_REQUEST,
                            "The target holds a character that must be escaped, or a broken"
                                    + " escape."));
        }
        var types = Collections.list(request.getHeaders("Content-Type"));
        if (types.size() > 1 || !types.stream().allMatch(FieldSyntax::isMediaType)) {
            return Optional.of(
                    Problem.of(
                            KernelProblem.UNSUPPORTED_MEDIA_TYPE,
                            "The Content-Type is not one media type."));
        }
        return Optional.empty();
    }

    static boolean isWellFormed(String target, String marks) {
        for (int at = 0; at < target.length(); at++) {
            char character = target.charAt(at);
            if (character == '%') {
                if (at + 2 >= target.length()
                        || !isHex(target.charAt(at + 1))
                        || !isHex(target.charAt(at + 2))) {
                    return false;
                }
                at += 2;
            } else if (!isAlphanumeric(character) && marks.indexOf(character) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHex(char character) {
        return "0123456789abcdefABCDEF".indexOf(character) >= 0;
    }

    private static boolean isAlphanumeric(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9');
    }
}
