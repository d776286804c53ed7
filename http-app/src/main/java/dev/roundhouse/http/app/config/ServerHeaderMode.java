package dev.roundhouse.http.app.config;

/** The contents of the Server header (RFC 9110 §10.2.4). The names are the values of {@code --server-header}. */
public enum ServerHeaderMode {
    /** No Server header. */
    OFF {
        @Override
        public String value() {
            return "";
        }
    },
    /** The name of the product. */
    NAME {
        @Override
        public String value() {
            return PRODUCT;
        }
    },
    /** The name and the version of the product. */
    FULL {
        @Override
        public String value() {
            String version = ProductVersion.current();
            // A missing version is a text in parentheses, which is a comment in this header.
            return PRODUCT + (version.startsWith("(") ? " " : "/") + version;
        }
    };

    private static final String PRODUCT = "Roundhouse";

    /** The value of the header; empty for no header. */
    public abstract String value();
}
