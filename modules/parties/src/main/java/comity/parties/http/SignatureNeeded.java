package comity.parties.http;

import comity.kernel.http.Public;
import comity.parties.Admissions;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

/** Refuses what nobody signed, wherever the resource does not say that it is {@link Public}. */
@Provider
@Priority(Priorities.AUTHORIZATION)
@ApplicationScoped
public class SignatureNeeded implements ContainerRequestFilter {

    @Context ResourceInfo resource;

    @Inject CurrentCall call;

    @Override
    public void filter(ContainerRequestContext request) {
        if (call.verified().isEmpty() && !isPublic()) {
            throw Admissions.unsigned(request.getMethod());
        }
    }

    private boolean isPublic() {
        var method = resource.getResourceMethod();
        var type = resource.getResourceClass();
        return (method != null && method.isAnnotationPresent(Public.class))
                || (type != null && isPublic(type));
    }

    /** The container may put a generated subclass in the place of the resource's class. */
    private static boolean isPublic(Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            if (each.isAnnotationPresent(Public.class)) {
                return true;
            }
        }
        return false;
    }
}
