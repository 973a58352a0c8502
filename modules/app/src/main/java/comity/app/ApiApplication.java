package comity.app;

import comity.agreements.http.AgreementsResource;
import comity.agreements.http.ClassesResource;
import comity.agreements.http.MandatesResource;
import comity.agreements.http.TemplatesResource;
import comity.exchange.http.ApprovalsResource;
import comity.exchange.http.DecisionsResource;
import comity.exchange.http.ExchangesResource;
import comity.exchange.http.NoticesResource;
import comity.exchange.http.PurposesResource;
import comity.exchange.http.RecordsResource;
import comity.exchange.http.StatusListsResource;
import comity.parties.http.EntitiesResource;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** What answers under {@code /api/v1}. */
@ApplicationPath("/api/v1")
public class ApiApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Surroundings.with(
                EntitiesResource.class,
                AgreementsResource.class,
                MandatesResource.class,
                ClassesResource.class,
                TemplatesResource.class,
                RecordsResource.class,
                ExchangesResource.class,
                ApprovalsResource.class,
                DecisionsResource.class,
                PurposesResource.class,
                NoticesResource.class,
                StatusListsResource.class);
    }
}
