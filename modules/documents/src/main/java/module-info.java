/** Printed documents: from blocks of text to an accessible PDF/A. */
module comity.documents {
    requires transitive comity.kernel;
    requires com.ibm.icu;
    requires java.desktop;
    requires transitive java.xml;
    requires openhtmltopdf.core;
    requires openhtmltopdf.pdfbox;
    requires openhtmltopdf.rtl.support;
    requires org.apache.fontbox;
    requires org.apache.pdfbox;
    requires org.apache.pdfbox.io;
    requires static org.jspecify;

    exports comity.documents;
}
