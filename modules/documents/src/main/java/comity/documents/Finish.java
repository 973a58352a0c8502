package comity.documents;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;

/**
 * What a rendered document lacks: the attached data, and dates and an id that are the document's
 * own and not those of its printing.
 */
final class Finish {

    private Finish() {}

    static byte[] of(Composition composition, PDDocument document) throws IOException {
        var dated = calendar(composition.dated());
        date(document, dated, composition.dated());
        if (composition.attachment().isPresent()) {
            attach(document, composition.attachment().get(), dated);
        }
        var tags = document.getDocumentCatalog().getStructureTreeRoot();
        speak(tags.getKids());
        document.setDocumentId(composition.dated().toEpochMilli());
        var bytes = new ByteArrayOutputStream();
        document.save(bytes);
        return bytes.toByteArray();
    }

    /**
     * Letters that are read from right to left are painted the other way round. What a reader is to
     * speak or copy instead is the actual text, which the renderer knows as a description only.
     */
    private static void speak(List<Object> tags) {
        for (var tag : tags) {
            if (tag instanceof PDStructureElement element) {
                if (element.getAlternateDescription() != null) {
                    element.setActualText(element.getAlternateDescription());
                    element.getCOSObject().removeItem(COSName.ALT);
                }
                speak(element.getKids());
            }
        }
    }

    private static Calendar calendar(Instant at) {
        return GregorianCalendar.from(at.truncatedTo(ChronoUnit.SECONDS).atZone(ZoneOffset.UTC));
    }

    /** ISO 19005 wants the two places in which a file says when it was made to agree. */
    private static void date(PDDocument document, Calendar dated, Instant at) throws IOException {
        document.getDocumentInformation().setCreationDate(dated);
        var metadata = document.getDocumentCatalog().getMetadata();
        try (var in = metadata.createInputStream()) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            metadata.importXMPMetadata(
                    text.replaceAll(
                                    "<xmp:CreateDate>[^<]*<",
                                    "<xmp:CreateDate>" + at.truncatedTo(ChronoUnit.SECONDS) + "<")
                            .getBytes(StandardCharsets.UTF_8));
        }
    }

    /** As ISO 19005-3, clause 6.8, wants it: named, typed, and related to the whole document. */
    private static void attach(
            PDDocument document, Composition.Attachment attachment, Calendar dated)
            throws IOException {
        var content = attachment.content().getBytes(StandardCharsets.UTF_8);
        var file = new PDEmbeddedFile(document, new ByteArrayInputStream(content));
        file.setSubtype(attachment.mediaType());
        file.setSize(content.length);
        file.setCreationDate(dated);
        file.setModDate(dated);
        var named = new PDComplexFileSpecification();
        named.setFile(attachment.name());
        named.setFileUnicode(attachment.name());
        named.setFileDescription(attachment.description());
        named.setEmbeddedFile(file);
        named.setEmbeddedFileUnicode(file);
        named.getCOSObject()
                .setItem(COSName.getPDFName("AFRelationship"), COSName.getPDFName("Source"));

        var catalog = document.getDocumentCatalog();
        var names = new PDDocumentNameDictionary(catalog);
        var files = new PDEmbeddedFilesNameTreeNode();
        files.setNames(Map.of(attachment.name(), named));
        names.setEmbeddedFiles(files);
        catalog.setNames(names);
        var related = new COSArray();
        related.add(named.getCOSObject());
        catalog.getCOSObject().setItem(COSName.getPDFName("AF"), related);
    }
}
