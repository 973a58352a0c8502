package comity.app;

import comity.agreements.http.AgreementsResource;
import comity.parties.http.EntitiesResource;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** What answers under {@code /api/v1}. */
@ApplicationPath("/api/v1")
public class ApiApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Surroundings.with(EntitiesResource.class, AgreementsResource.class);
    }
}
