package dev.roundhouse.http.app.config;

/** How much the Server field tells (RFC 9110 §10.2.4). Its names are what {@code --server-header} takes. */
public enum ServerHeaderMode {
    /** There is none. */
    OFF {
        @Override
        public String value() {
            return "";
        }
    },
    /** The product. */
    NAME {
        @Override
        public String value() {
            return PRODUCT;
        }
    },
    /** The product and its version. */
    FULL {
        @Override
        public String value() {
            String version = ProductVersion.current();
            // What is no version stands in parentheses already, which makes it a comment.
            return PRODUCT + (version.startsWith("(") ? " " : "/") + version;
        }
    };

    private static final String PRODUCT = "Roundhouse";

    /** The field's value, or empty for no field. */
    public abstract String value();
}
