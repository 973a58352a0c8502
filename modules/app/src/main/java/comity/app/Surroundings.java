package comity.app;

import comity.kernel.http.ProblemMapper;
import comity.kernel.http.QueryParameters;
import comity.parties.http.AcceptedTypes;
import comity.parties.http.JsonContent;
import comity.parties.http.RequestGate;
import comity.parties.http.ResponseSigner;
import comity.parties.http.SignatureNeeded;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What stands around every resource: the gate, the signer, the mapper of problems. */
final class Surroundings {

    private static final List<Class<?>> ALWAYS =
            List.of(
                    RequestGate.class,
                    SignatureNeeded.class,
                    AcceptedTypes.class,
                    ResponseSigner.class,
                    QueryParameters.class,
                    JsonContent.class,
                    ProblemMapper.class);

    private Surroundings() {}

    static Set<Class<?>> with(Class<?>... resources) {
        var classes = new HashSet<>(ALWAYS);
        classes.addAll(List.of(resources));
        return Set.copyOf(classes);
    }
}
