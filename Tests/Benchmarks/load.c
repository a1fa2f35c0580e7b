// load: a closed loop over TCP on this machine. Every connection keeps a number of requests in
// flight and sends the next one when an answer is there; what came after the warm-up is counted.
// With RATE it sends that many a second at most; what is late by then is sent at once.
//
//     load bolt|http|resp PORT CONNECTIONS IN-FLIGHT WARM-UP SECONDS FILE [RATE]
//
// FILE holds one request a line, in hexadecimal; they are sent in turn. In a Bolt frame the request
// id is replaced by the number of the slot it occupies, so that answers may come in any order; the
// other protocols answer in order. One line of JSON tells the result; times are milliseconds.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { MAX_IN_FLIGHT = 256, BUFFER = 1 << 18, STALL_MILLISECONDS = 5000 };

typedef struct { unsigned char *bytes; size_t length; } Request;

typedef struct {
    int socket;
    size_t received, queued;          // bytes in `in` and in `out`
    unsigned first;                   // the ring of slots of a protocol that answers in order
    double sent[MAX_IN_FLIGHT];       // when the request of each slot was sent
    unsigned char in[BUFFER], out[BUFFER];
} Connection;

/// A request that may be sent: on which connection, in which slot.
typedef struct { Connection *connection; unsigned slot; } Place;

/// What one answer at the start of a buffer says: its length (0: not whole yet), its slot, its fate.
typedef struct { size_t length; unsigned slot; bool failed; } Answer;
typedef Answer (*Reader)(Connection *, unsigned in_flight);

static Request *requests;
static size_t request_count, next_request;
static bool numbered;                 // the request id carries the slot
static double interval, next_due;     // between two requests that wait for their time, or 0
static Place *waiting;                // a ring: each connection keeps the order of its slots
static size_t first_waiting, waiting_count, waiting_room;
static double *latencies;
static size_t latency_count, latency_room;

static _Noreturn void fail(const char *what) {
    fprintf(stderr, "load: %s%s%s\n", what, errno ? ": " : "", errno ? strerror(errno) : "");
    exit(1);
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1e3 + time.tv_nsec * 1e-6;
}

static uint32_t number(const unsigned char *bytes, int count) {
    uint32_t value = 0;
    for (int i = 0; i < count; i++) value = value << 8 | bytes[i];
    return value;
}

// Reading answers ------------------------------------------------------------------------------

static Answer read_bolt(Connection *c, unsigned in_flight) {
    if (c->received < 20) return (Answer){0};
    if (c->in[0] != 1 || c->in[1] != 0) fail("the answer is no Bolt response");
    size_t length = 20 + number(c->in + 12, 2) + number(c->in + 14, 2) + number(c->in + 16, 4);
    if (length > BUFFER) fail("the answer is too large");
    if (c->received < length) return (Answer){0};
    unsigned slot = number(c->in + 5, 4);
    if (slot >= in_flight) fail("the answer has a foreign request id");
    return (Answer){length, slot, number(c->in + 10, 2) != 0};
}

static Answer in_order(Connection *c, size_t length, unsigned in_flight, bool failed) {
    if (c->received < length) return (Answer){0};
    unsigned slot = c->first;
    c->first = (c->first + 1) % in_flight;
    return (Answer){length, slot, failed};
}

static Answer read_resp(Connection *c, unsigned in_flight) {
    unsigned char *end = memchr(c->in, '\n', c->received);
    return end ? in_order(c, end + 1 - c->in, in_flight, c->in[0] == '-') : (Answer){0};
}

static Answer read_http(Connection *c, unsigned in_flight) {
    unsigned char *end = memmem(c->in, c->received, "\r\n\r\n", 4);
    if (!end) {
        if (c->received == BUFFER) fail("the answer's header is too large");
        return (Answer){0};
    }
    size_t length = end + 4 - c->in;
    for (unsigned char *line = c->in; line < end;) {
        if (!strncasecmp((char *)line, "content-length:", 15))
            length += strtoul((char *)line + 15, NULL, 10);
        line = (unsigned char *)memmem(line, end + 2 - line, "\r\n", 2) + 2;
    }
    if (length > BUFFER) fail("the answer is too large");
    return in_order(c, length, in_flight, c->in[9] != '2');
}

// The loop ---------------------------------------------------------------------------------------

static void enqueue(Connection *c, unsigned slot, double time) {
    Request request = requests[next_request++ % request_count];
    if (c->queued + request.length > BUFFER) fail("too many bytes wait to be sent");
    unsigned char *place = memcpy(c->out + c->queued, request.bytes, request.length);
    if (numbered) for (int i = 0; i < 4; i++) place[5 + i] = slot >> (24 - 8 * i);
    c->queued += request.length;
    c->sent[slot] = time;
}

static void flush(Connection *c) {
    size_t done = 0;
    while (done < c->queued) {
        ssize_t count = write(c->socket, c->out + done, c->queued - done);
        if (count > 0) { done += count; continue; }
        if (errno != EAGAIN) fail("sending");
        struct pollfd writable = {c->socket, POLLOUT, 0};
        if (poll(&writable, 1, STALL_MILLISECONDS) < 1) fail("the peer takes nothing");
    }
    c->queued = 0;
}

static void note(double latency) {
    if (latency_count == latency_room) {
        latency_room = latency_room ? 2 * latency_room : 1 << 16;
        latencies = realloc(latencies, latency_room * sizeof *latencies);
        if (!latencies) fail("memory");
    }
    latencies[latency_count++] = latency;
}

/// Sends the next request: with the caller's flush or, when there is a rate, when it is due.
static void send_next(Connection *c, unsigned slot, double time) {
    if (interval) waiting[(first_waiting + waiting_count++) % waiting_room] = (Place){c, slot};
    else enqueue(c, slot, time);
}

static void send_what_is_due(void) {
    for (double time = now(); waiting_count && next_due <= time; next_due += interval) {
        Place place = waiting[first_waiting];
        first_waiting = (first_waiting + 1) % waiting_room;
        waiting_count--;
        enqueue(place.connection, place.slot, time);
        flush(place.connection);
    }
}

/// Takes every whole answer in the buffer; gives how many of them were failures.
static size_t take_answers(Connection *c, Reader reader, unsigned in_flight, double from) {
    size_t failures = 0, total = c->received;
    double time = now();
    for (Answer answer; (answer = reader(c, in_flight)).length;) {
        if (time >= from) note(time - c->sent[answer.slot]);
        failures += answer.failed;
        c->received -= answer.length;
        memmove(c->in, c->in + answer.length, c->received);
        send_next(c, answer.slot, time);
    }
    if (total != c->received) flush(c);
    return failures;
}

static size_t serve(int epoll, Connection *all, Reader reader, unsigned in_flight, double from,
                    double until) {
    struct epoll_event events[256];
    size_t failures = 0;
    while (now() < until) {
        send_what_is_due();
        int count = epoll_wait(epoll, events, 256, waiting_count ? 1 : STALL_MILLISECONDS);
        if (count == 0 && !waiting_count) { errno = 0; fail("no answer for five seconds"); }
        for (int i = 0; i < count; i++) {
            Connection *c = &all[events[i].data.u32];
            ssize_t bytes = read(c->socket, c->in + c->received, BUFFER - c->received);
            if (bytes < 0 && errno == EAGAIN) continue;
            if (bytes <= 0) fail("the peer closed a connection");
            c->received += bytes;
            failures += take_answers(c, reader, in_flight, from);
        }
    }
    return failures;
}

// Beginning and end --------------------------------------------------------------------------------

static void open_connection(Connection *c, int port, int epoll, uint32_t index) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int one = 1;
    c->socket = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(c->socket, (void *)&address, sizeof address)) fail("connecting");
    setsockopt(c->socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    fcntl(c->socket, F_SETFL, O_NONBLOCK);
    struct epoll_event event = {.events = EPOLLIN, .data.u32 = index};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, c->socket, &event)) fail("epoll");
}

static void read_requests(const char *path) {
    FILE *file = fopen(path, "r");
    if (!file) fail(path);
    char *line = NULL;
    size_t room = 0;
    for (ssize_t length; (length = getline(&line, &room, file)) > 1;) {
        Request request = {malloc(length / 2), length / 2};
        requests = realloc(requests, (request_count + 1) * sizeof *requests);
        if (!requests || !request.bytes) fail("memory");
        for (size_t i = 0; i < request.length; i++)
            if (sscanf(line + 2 * i, "%2hhx", &request.bytes[i]) != 1) fail("no hexadecimal line");
        requests[request_count++] = request;
    }
    fclose(file);
    if (!request_count) { errno = 0; fail("the file of requests is empty"); }
}

static int ascending(const void *left, const void *right) {
    double a = *(const double *)left, b = *(const double *)right;
    return a < b ? -1 : a > b;
}

static void report(double seconds, size_t failures) {
    if (!latency_count) { errno = 0; fail("nothing was answered"); }
    qsort(latencies, latency_count, sizeof *latencies, ascending);
    printf("{\"operations\":%zu,\"seconds\":%.3f,\"perSecond\":%.1f,\"failures\":%zu,"
           "\"p50\":%.4f,\"p99\":%.4f,\"max\":%.4f}\n",
           latency_count, seconds, latency_count / seconds, failures,
           latencies[latency_count / 2], latencies[latency_count * 99 / 100],
           latencies[latency_count - 1]);
}

int main(int count, char **words) {
    if (count != 8 && count != 9) {
        fprintf(stderr, "load bolt|http|resp PORT CONNECTIONS IN-FLIGHT WARM-UP SECONDS FILE "
                        "[RATE]\n");
        return 2;
    }
    Reader reader = words[1][0] == 'b' ? read_bolt : words[1][0] == 'h' ? read_http : read_resp;
    numbered = reader == read_bolt;
    unsigned connections = atoi(words[3]), in_flight = atoi(words[4]);
    double warm_up = atof(words[5]), seconds = atof(words[6]);
    if (connections < 1 || in_flight < 1 || in_flight > MAX_IN_FLIGHT) fail("a count is off");
    read_requests(words[7]);
    if (count == 9) {
        interval = 1e3 / atof(words[8]);
        waiting_room = (size_t)connections * in_flight;
        waiting = calloc(waiting_room, sizeof *waiting);
        if (!waiting || !(interval > 0)) fail("the rate is off");
    }

    int epoll = epoll_create1(0);
    Connection *all = calloc(connections, sizeof *all);
    if (!all) fail("memory");
    for (unsigned i = 0; i < connections; i++) open_connection(&all[i], atoi(words[2]), epoll, i);
    double start = next_due = now(), from = start + 1e3 * warm_up, until = from + 1e3 * seconds;
    for (unsigned i = 0; i < connections; i++) {
        for (unsigned slot = 0; slot < in_flight; slot++) send_next(&all[i], slot, now());
        flush(&all[i]);
    }
    size_t failures = serve(epoll, all, reader, in_flight, from, until);
    report((now() - from) / 1e3, failures);
    return 0;
}
