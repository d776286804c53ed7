/*
 * The floor: the minimum cost of a request on this machine, in C, on one thread.
 *
 *   cc -O2 -o floor floor.c && ./floor PORT DIRECTORY [sendfile]
 *
 * It reads every file of the directory at the start, recognizes requests by a few bytes, and responds from memory, or
 * with "sendfile" the bodies of files by sendfile. It is not a complete server: it checks and logs nothing, and never reads a
 * file again. Its cost is that of the kernel; what a server costs in addition is the cost of HTTP.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <netinet/tcp.h>
#include <search.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum { INPUT = 16384, GATHERED = 65536, SMALL = 32768 };

struct file {
    char *body;
    size_t length;
    int descriptor;
    char head[256];
    int head_length;
};

struct connection {
    int socket, closing, input_length;
    char input[INPUT];
    /* The rest of the output: first bytes of this connection, then a part of a file. */
    char *rest;
    size_t rest_from, rest_length;
    struct file *file;
    off_t offset;
    size_t left;
};

static int by_sendfile;
static size_t root_length;
static char not_modified[256], missing[256];
static int not_modified_length, missing_length;
static char gathered[GATHERED];

static int take(const char *path, const struct stat *status, int kind, struct FTW *where) {
    (void)where;
    if (kind != FTW_F) return 0;
    struct file *file = calloc(1, sizeof *file);
    file->descriptor = open(path, O_RDONLY);
    file->length = status->st_size;
    if (by_sendfile || file->length > 64 << 20) {
        file->body = mmap(NULL, file->length, PROT_READ, MAP_SHARED | MAP_POPULATE, file->descriptor, 0);
    } else {
        file->body = malloc(file->length);
        if (read(file->descriptor, file->body, file->length) != (ssize_t)file->length) return -1;
    }
    if (file->length < 100 << 10) close(file->descriptor);
    file->head_length = sprintf(file->head,
        "HTTP/1.1 200 OK\r\nServer: floor\r\nDate: Mon, 01 Jan 2035 00:00:00 GMT\r\nContent-Type: application/octet-stream\r\n"
        "Content-Length: %zu\r\nLast-Modified: Mon, 01 Jan 2024 00:00:00 GMT\r\n\r\n", file->length);
    ENTRY entry = { strdup(path + root_length), file };
    return hsearch(entry, ENTER) ? 0 : -1;
}

static void finish(struct connection *c, int epoll) {
    epoll_ctl(epoll, EPOLL_CTL_DEL, c->socket, NULL);
    close(c->socket);
    free(c->rest);
    free(c);
}

/* Sends a part of a file; 1 when all is sent, 0 when it must wait, -1 when the connection is lost. */
static int pour(struct connection *c, const char *head, size_t head_length) {
    while (c->left || head_length) {
        ssize_t sent;
        if (by_sendfile && c->file->length >= 100 << 10) {
            if (head_length) {
                sent = send(c->socket, head, head_length, MSG_MORE);
                if (sent != (ssize_t)head_length) return -1;
                head_length = 0;
                continue;
            }
            sent = sendfile(c->socket, c->file->descriptor, &c->offset, c->left);
            if (sent > 0) c->left -= sent;
        } else {
            struct iovec parts[2] = {{ (char *)head, head_length }, { c->file->body + c->offset, c->left }};
            sent = writev(c->socket, parts + !head_length, head_length ? 2 : 1);
            if (sent > 0) {
                size_t of_head = (size_t)sent < head_length ? (size_t)sent : head_length;
                head += of_head;
                head_length -= of_head;
                c->offset += sent - of_head;
                c->left -= sent - of_head;
            }
        }
        if (sent < 0) return errno == EAGAIN && !head_length ? 0 : -1;
    }
    return 1;
}

/* Responds to all received requests; 1 when done, 0 when the rest must wait, -1 when the connection is closed. */
static int respond(struct connection *c) {
    size_t length = 0;
    int result = 1;
    char *from = c->input, *end = c->input + c->input_length, *over;
    while (result == 1 && (over = memmem(from, end - from, "\r\n\r\n", 4)) && length < GATHERED - SMALL - 256) {
        char *path = from + 4, *space = memchr(path, ' ', over - path);
        if (!space) return -1;
        *space = 0;
        ENTRY *entry = hsearch((ENTRY){ path, NULL }, FIND);
        struct file *file = entry ? entry->data : NULL;
        char *fields = space + 1;
        size_t fields_length = over - fields;
        const char *head = missing;
        int head_length = missing_length;
        char partial[320], closing[384];
        off_t offset = 0;
        size_t body = 0;
        if (file && memmem(fields, fields_length, "\nIf-Modified-Since", 18)) {
            head = not_modified, head_length = not_modified_length;
        } else if (file) {
            head = file->head, head_length = file->head_length, body = file->length;
            char *range = memmem(fields, fields_length, "\nRange: bytes=", 14);
            if (range) {
                size_t first = strtoul(range + 14, &range, 10), last = strtoul(range + 1, NULL, 10);
                offset = first, body = last - first + 1;
                head_length = sprintf(partial,
                    "HTTP/1.1 206 Partial Content\r\nServer: floor\r\nDate: Mon, 01 Jan 2035 00:00:00 GMT\r\n"
                    "Content-Range: bytes %zu-%zu/%zu\r\nContent-Length: %zu\r\n\r\n", first, last, file->length, body);
                head = partial;
            }
        }
        if (memmem(fields, fields_length, "\nConnection: close", 18)) {
            c->closing = 1;
            head_length = sprintf(closing, "%.*sConnection: close\r\n\r\n", head_length - 2, head);
            head = closing;
        }
        from = over + 4;
        if (body <= SMALL) {
            memcpy(gathered + length, head, head_length);
            length += head_length;
            if (body) memcpy(gathered + length, file->body + offset, body);
            length += body;
        } else {
            c->file = file, c->offset = offset, c->left = body;
            result = pour(c, head, head_length);
        }
    }
    memmove(c->input, from, end - from);
    c->input_length = end - from;
    if (length) {
        ssize_t sent = write(c->socket, gathered, length);
        if (sent < 0 && errno != EAGAIN) return -1;
        if (sent < 0) sent = 0;
        if ((size_t)sent < length) {
            c->rest = malloc(length - sent);
            memcpy(c->rest, gathered + sent, c->rest_length = length - sent);
            c->rest_from = 0;
            return 0;
        }
    }
    return result == 1 && c->closing ? -1 : result;
}

/* Sends the pending output; the result is that of respond(). */
static int resume(struct connection *c) {
    if (c->rest) {
        ssize_t sent = write(c->socket, c->rest + c->rest_from, c->rest_length - c->rest_from);
        if (sent < 0) return errno == EAGAIN ? 0 : -1;
        c->rest_from += sent;
        if (c->rest_from < c->rest_length) return 0;
        free(c->rest);
        c->rest = NULL;
    } else {
        int result = pour(c, NULL, 0);
        if (result != 1) return result;
    }
    if (c->closing) return -1;
    return c->input_length ? respond(c) : 1;
}

int main(int count, char **words) {
    if (count < 3) return fprintf(stderr, "usage: floor PORT DIRECTORY [sendfile]\n"), 2;
    signal(SIGPIPE, SIG_IGN);
    by_sendfile = count > 3 && !strcmp(words[3], "sendfile");
    root_length = strlen(words[2]);
    const char *common = "Server: floor\r\nDate: Mon, 01 Jan 2035 00:00:00 GMT\r\nContent-Type: text/html\r\n";
    not_modified_length = sprintf(not_modified,
        "HTTP/1.1 304 Not Modified\r\n%sLast-Modified: Mon, 01 Jan 2024 00:00:00 GMT\r\n\r\n", common);
    missing_length = sprintf(missing, "HTTP/1.1 404 Not Found\r\n%sContent-Length: 9\r\n\r\nNot Found", common);
    if (!hcreate(65536) || nftw(words[2], take, 64, FTW_PHYS)) return perror(words[2]), 1;

    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), on = 1, epoll = epoll_create1(0);
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    struct sockaddr_in here = { .sin_family = AF_INET, .sin_port = htons(atoi(words[1])), .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    if (bind(listener, (void *)&here, sizeof here) || listen(listener, 4096)) return perror("listen"), 1;
    struct epoll_event event = { .events = EPOLLIN, .data.ptr = NULL }, events[256];
    epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &event);
    for (;;) {
        int ready = epoll_wait(epoll, events, 256, -1);
        for (int i = 0; i < ready; i++) {
            struct connection *c = events[i].data.ptr;
            if (!c) {
                int s;
                while ((s = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
                    setsockopt(s, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
                    c = calloc(1, sizeof *c);
                    c->socket = s;
                    event = (struct epoll_event){ .events = EPOLLIN, .data.ptr = c };
                    epoll_ctl(epoll, EPOLL_CTL_ADD, s, &event);
                }
                continue;
            }
            int writing = c->rest || c->left, result;
            if (writing) {
                result = resume(c);
            } else {
                ssize_t got = read(c->socket, c->input + c->input_length, INPUT - c->input_length);
                if (got < 0 && errno == EAGAIN) continue;
                if (got > 0) c->input_length += got;
                result = got > 0 ? respond(c) : -1;
            }
            if (result < 0) {
                finish(c, epoll);
            } else if (writing != (result == 0)) {
                event = (struct epoll_event){ .events = result ? EPOLLIN : EPOLLOUT, .data.ptr = c };
                epoll_ctl(epoll, EPOLL_CTL_MOD, c->socket, &event);
            }
        }
    }
}
