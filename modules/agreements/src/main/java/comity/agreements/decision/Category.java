package comity.agreements.decision;

import java.util.List;
import java.util.Set;

/**
 * A part of what terms cover: properties, how sensitive they may be, and on which legal bases.
 *
 * @param clause its place in the terms
 * @param pointers JSON Pointers into a record's content; each covers all below it
 * @param ceiling the code of the highest class that it admits
 */
public record Category(
        Clause clause,
        String name,
        List<String> pointers,
        String ceiling,
        Set<LegalBasis> legalBases,
        boolean approval) {

    public Category {
        pointers = List.copyOf(pointers);
        legalBases = Set.copyOf(legalBases);
    }
}
