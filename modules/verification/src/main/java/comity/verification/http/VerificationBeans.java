package comity.verification.http;

import comity.exchange.RecordType;
import comity.schema.Schemas;
import comity.verification.BackgroundVerification;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes what this module gives to the server. */
@ApplicationScoped
public class VerificationBeans {

    @Produces
    @Singleton
    RecordType backgroundVerification(Schemas schemas) {
        return BackgroundVerification.of(schemas);
    }
}
