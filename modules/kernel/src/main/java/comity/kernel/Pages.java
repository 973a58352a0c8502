package comity.kernel;

/**
 * The frame of the pages that a node shows to people. Each says whose node it is and, in the
 * sandbox, that its data is fictional. No script, no style of its own: the content security policy
 * allows neither.
 */
public final class Pages {

    private final String node;
    private final NodeMode mode;

    /**
     * @param node the node's name, plain text
     */
    public Pages(String node, NodeMode mode) {
        this.node = node;
        this.mode = mode;
    }

    /** The node's name, plain text. */
    public String node() {
        return node;
    }

    /**
     * A whole document.
     *
     * @param title plain text
     * @param body HTML, in which every value went through {@link #escape}
     */
    public String page(String title, String body) {
        return """
               <!DOCTYPE html>
               <html lang="en">
               <head>
               <meta charset="utf-8">
               <meta name="viewport" content="width=device-width, initial-scale=1">
               <meta name="color-scheme" content="light dark">
               <title>%1$s · %2$s</title>
               <link rel="icon" href="/favicon.ico" sizes="32x32">
               <link rel="icon" href="/assets/comity.svg" type="image/svg+xml">
               <link rel="stylesheet" href="/assets/comity.css">
               </head>
               <body>
               <a class="skip" href="#main">Skip to the content</a>
               %3$s<header><a class="mark" href="/"><img src="/assets/comity.svg" width="32" height="32" alt="">%2$s</a></header>
               <main id="main">
               %4$s
               </main>
               <footer><p>Comity, the recognition that one authority gives to the acts of another.</p></footer>
               </body>
               </html>
               """
                .formatted(escape(title), escape(node), banner(), body);
    }

    private String banner() {
        return mode == NodeMode.SANDBOX
                ? "<p class=\"sandbox\" role=\"note\"><strong>Sandbox: fictional data.</strong>"
                        + " Nobody here exists, and the keys are open.</p>\n"
                : "";
    }

    /** Plain text as HTML, in an element or in a quoted attribute. */
    public static String escape(String text) {
        var html = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            switch (unit) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.append(unit);
            }
        }
        return html.toString();
    }
}
