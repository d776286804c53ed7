package dev.roundhouse.http.handlers.files;

/** Why nothing was found. For the operator: a client gets 404 in any case. */
public enum MissingReason {
    /** There is no file of this name. */
    NO_SUCH_NAME("nothing", "no file or directory has this name"),
    /** A name in the path begins with a dot. */
    HIDDEN("hidden", "a name that begins with a dot is hidden (--dotfiles)"),
    /** The file system cannot hold such a name, or Java cannot write it in the encoding of this locale. */
    UNENCODABLE("unencodable", "the name cannot be encoded for the file system of this locale"),
    /** A symbolic link in the path has no target, or is its own target. */
    DANGLING_LINK("dangling link", "a symbolic link in the path has no target"),
    /** A symbolic link in the path leads out of the root. */
    LINK_OUTSIDE("link outside", "a symbolic link leads out of the root (--symlinks)"),
    /** There is a symbolic link in the path, and links are not followed. */
    LINK_DENIED("link denied", "symbolic links are not followed (--symlinks)"),
    /** The server has no permission to read it, or a directory of its path. */
    UNREADABLE("unreadable", "the server has no permission to read it, or a directory of its path"),
    /** A FIFO, a socket or a device. */
    NOT_REGULAR("not a regular file", "it is neither a regular file nor a directory"),
    /** It was replaced during each attempt to look it up. */
    CHANGING("changing", "it was replaced during every lookup"),
    /** The root directory does not exist any more. */
    ROOT_GONE("root gone", "the root directory does not exist any more");

    private final String kind;
    private final String sentence;

    MissingReason(String kind, String message) {
        this.kind = kind;
        this.sentence = message;
    }

    /** A word or two, for traces. */
    public String kind() {
        return kind;
    }

    /** The reason as a sentence, without a full stop. */
    public String description() {
        return sentence;
    }
}
