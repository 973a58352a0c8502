package comity.documents;

import java.io.ByteArrayInputStream;
import java.util.List;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;

/** What veraPDF says to a file. */
final class Verdicts {

    static {
        VeraGreenfieldFoundryProvider.initialise();
    }

    private Verdicts() {}

    /** Each rule that the file breaks; none if it complies. */
    static List<String> broken(byte[] file, PDFAFlavour flavour) throws Exception {
        try (var parser =
                        Foundries.defaultInstance()
                                .createParser(new ByteArrayInputStream(file), flavour);
                var validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            var result = validator.validate(parser);
            if (result.isCompliant() != result.getTestAssertions().isEmpty()) {
                throw new IllegalStateException("veraPDF contradicts itself.");
            }
            return result.getTestAssertions().stream()
                    .map(each -> each.getRuleId() + " " + each.getMessage())
                    .toList();
        }
    }
}
