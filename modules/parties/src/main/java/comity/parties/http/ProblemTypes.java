package comity.parties.http;

import comity.kernel.ProblemType;
import java.util.List;
import java.util.Optional;

/** All problem types of the assembly, which produces this. */
public record ProblemTypes(List<ProblemType> all) {

    public ProblemTypes {
        all = List.copyOf(all);
        if (all.stream().map(ProblemType::slug).distinct().count() != all.size()) {
            throw new IllegalArgumentException("Two problem types share a slug");
        }
    }

    Optional<ProblemType> of(String slug) {
        return all.stream().filter(type -> type.slug().equals(slug)).findFirst();
    }
}
