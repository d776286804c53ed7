package dev.roundhouse.http.handlers.files;

/** Why nothing was found. For the operator: a client gets 404 in any case. */
public enum MissingReason {
    /** There is no file of this name. */
    NO_SUCH_NAME("nothing", "nothing of that name is there"),
    /** The name, or that of a directory on the way, begins with a dot. */
    HIDDEN("hidden", "a name that begins with a dot is hidden (--dotfiles)"),
    /** The file system cannot hold such a name, or Java cannot write it in the encoding of this locale. */
    UNENCODABLE("unencodable", "the name cannot be encoded for the file system of this locale"),
    /** A symbolic link on the way leads to nothing, or to itself. */
    DANGLING_LINK("dangling link", "a symbolic link on the way leads to nothing"),
    /** A symbolic link on the way leads out of the root. */
    LINK_OUTSIDE("link outside", "a symbolic link leads out of the root (--symlinks)"),
    /** There is a symbolic link on the way, and none is followed. */
    LINK_DENIED("link denied", "symbolic links are not followed (--symlinks)"),
    /** The file, the directory, or one on the way, may not be read by the server. */
    UNREADABLE("unreadable", "the server has no permission to read it, or a directory on the way"),
    /** A FIFO, a socket or a device. */
    NOT_REGULAR("not a regular file", "it is neither a regular file nor a directory"),
    /** It was replaced at each attempt to look at it. */
    CHANGING("changing", "it is replaced faster than it can be looked at"),
    /** There is no directory any more at the path of the root. */
    ROOT_GONE("root gone", "the root directory itself is gone");

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

    /** A sentence without a full stop. */
    public String sentence() {
        return sentence;
    }
}
