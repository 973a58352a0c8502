package comity.agreements.decision;

import java.util.Optional;

/**
 * How near one agreement came to permitting a request.
 *
 * @param pointer the property that came nearest; empty if the request as a whole is not covered
 */
public record NearestMiss(
        AgreementVersion version, Clause clause, Why why, Optional<String> pointer) {}
