package comity.kernel.http;

import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Refuses query parameters that the call does not have, and those that stand twice: one that is
 * ignored makes a caller believe in a filter or a cursor that was never applied. Source:
 * docs/protocol.md, "members of a request that it does not name are refused".
 */
@Provider
@Priority(Priorities.USER)
@ApplicationScoped
public class QueryParameters implements ContainerRequestFilter {

    /** What of a caller's text is shown to it again. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    @Context ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        var method = resource.getResourceMethod();
        if (method == null) {
            return;
        }
        var known = named(method);
        request.getUriInfo()
                .getQueryParameters()
                .forEach(
                        (name, values) -> {
                            if (!known.contains(name)) {
                                throw refused(name, "is not one of this address");
                            }
                            if (values.size() > 1) {
                                throw refused(name, "stands more than once");
                            }
                            if (values.stream().anyMatch(value -> value.indexOf('\0') >= 0)) {
                                // No database keeps it in a text, and none of ours has it.
                                throw refused(name, "has the character U+0000");
                            }
                        });
    }

    static Set<String> named(Method method) {
        var names = new TreeSet<String>();
        for (var parameter : method.getParameters()) {
            var named = parameter.getAnnotation(QueryParam.class);
            if (named != null) {
                names.add(named.value());
            }
        }
        return names;
    }

    private static Problem refused(String name, String why) {
        var shown =
                PLAIN.matcher(name).matches() ? "The parameter '" + name + "' " : "A parameter ";
        return Problem.of(KernelProblem.INVALID_REQUEST, shown + why + ".");
    }
}
