package comity.app;

import comity.agreements.AgreementsProblem;
import comity.exchange.ExchangeProblem;
import comity.kernel.KernelProblem;
import comity.kernel.NodeModules;
import comity.kernel.ProblemType;
import comity.parties.PartiesProblem;
import comity.parties.http.ProblemTypes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/** What only the assembly knows. */
@ApplicationScoped
public class AppBeans {

    @Produces
    @Singleton
    NodeModules modules() {
        return new NodeModules(List.of("ledger", "parties", "agreements", "exchange"));
    }

    @Produces
    @Singleton
    ProblemTypes problemTypes() {
        return new ProblemTypes(
                Stream.<ProblemType[]>of(
                                KernelProblem.values(),
                                PartiesProblem.values(),
                                AgreementsProblem.values(),
                                ExchangeProblem.values())
                        .<ProblemType>flatMap(Stream::of)
                        .toList());
    }
}
