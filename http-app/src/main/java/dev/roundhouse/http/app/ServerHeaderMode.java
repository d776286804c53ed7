package dev.roundhouse.http.app;

/** How much the Server field tells (RFC 9110 §10.2.4). Its names are what {@code --server-header} takes. */
enum ServerHeaderMode {
    /** There is none. */
    OFF {
        @Override
        String value() {
            return "";
        }
    },
    /** The product. */
    NAME {
        @Override
        String value() {
            return PRODUCT;
        }
    },
    /** The product and its version. */
    FULL {
        @Override
        String value() {
            String version = ProductVersion.current();
            // What is no version stands in parentheses already, which makes it a comment.
            return PRODUCT + (version.startsWith("(") ? " " : "/") + version;
        }
    };

    private static final String PRODUCT = "Roundhouse";

    /** The field's value, or empty for no field. */
    abstract String value();
}
