package comity.agreements.decision;

import java.util.List;
import java.util.Set;

/**
 * A part of what terms cover: properties, how sensitive they may be, and on which legal bases.
 *
 * @param index its place in the terms, from 0
 * @param pointers JSON Pointers into a record's content; each covers all below it
 * @param ceiling the code of the highest class that it admits
 */
public record Category(
        int index,
        String name,
        List<String> pointers,
        String ceiling,
        Set<LegalBasis> legalBases,
        boolean approval) {

    public Category {
        pointers = List.copyOf(pointers);
        legalBases = Set.copyOf(legalBases);
    }

    Clause clause() {
        return new Clause("categories/" + index);
    }
}
