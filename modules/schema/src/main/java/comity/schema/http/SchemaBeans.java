package comity.schema.http;

import comity.schema.Schemas;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the front doors of this module for the container. */
@ApplicationScoped
public class SchemaBeans {

    @Produces
    @Singleton
    Schemas schemas() {
        return Schemas.published();
    }
}
