#define _GNU_SOURCE
#include "CTerminal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

/* A process has one controlling terminal: this is its state, shared with signal handlers. */
static int tty = -1, painted_to = -1, null_device = -1, events = -1;
static pid_t owner;
static struct termios remembered;
static int have_remembered;
static char farewell[512];
static size_t farewell_count;
static char crash_texts[2][512]; /* one for each language */
static atomic_int language;
static int kept_output = -1, kept_error = -1;
static atomic_int armed, lent;
static atomic_ulong noted;
static atomic_long asked_to_end; /* when first, in milliseconds; 0 when not yet */
static int guard = -1;           /* to the guardian: what it has to know */
static pid_t guardian;

/* What the guardian is told. */
struct word {
  char kind;             /* 'b' all is well, it may go; 'n' news */
  char lent;             /* the terminal belongs to somebody else */
  char language;
  char knows_modes;      /* whether `modes` are known */
  struct termios modes;  /* ours, while the screen is up */
};
static struct word told;
static atomic_int is_gone; /* the terminal has hung up */
static struct sigaction before[65];

static const int fatal_signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGQUIT,
                                    SIGSYS};
static const int noted_signals[] = {SIGWINCH, SIGCONT, SIGTERM, SIGHUP, SIGINT, SIGTSTP};
#define COUNT(array) (sizeof(array) / sizeof *(array))

void terminal_write(int descriptor, const char *bytes, size_t count) {
  while (count > 0) {
    ssize_t written = write(descriptor, bytes, count);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    bytes += written;
    count -= (size_t)written;
  }
}

static void put_back(void) {
  terminal_write(tty, farewell, farewell_count);
  if (have_remembered) tcsetattr(tty, TCSANOW, &remembered);
}

static void say_crash(void) {
  const char *text = crash_texts[atomic_load(&language)];
  terminal_write(tty, text, strlen(text));
}

/* Async-signal-safe, and deaf to a guardian that is gone. */
static void tell_guardian(char kind) {
  if (guard < 0) return;
  struct word word = told;
  word.kind = kind;
  word.lent = (char)atomic_load(&lent);
  word.language = (char)atomic_load(&language);
  (void)!send(guard, &word, sizeof word, MSG_NOSIGNAL);
}

static void dismiss_guardian(void) {
  tell_guardian('b');
  if (guard >= 0) close(guard);
  guard = -1;
}

/* Async-signal-safe. Only the process that armed it restores, not a child before its exec; and
   never a terminal that belongs to somebody else for now: the shell has put that right itself. */
static void restore(void) {
  if (owner != getpid() || !atomic_exchange(&armed, 0)) return;
  int error = errno;
  if (painted_to >= 0 && null_device >= 0) dup2(null_device, painted_to);
  if (!atomic_load(&lent)) put_back();
  if (kept_output >= 0) dup2(kept_output, 1);
  if (kept_error >= 0) dup2(kept_error, 2);
  dismiss_guardian();
  errno = error;
}

static int are_equal(const struct termios *one, const struct termios *other) {
  return one->c_iflag == other->c_iflag && one->c_oflag == other->c_oflag &&
         one->c_cflag == other->c_cflag && one->c_lflag == other->c_lflag &&
         !memcmp(one->c_cc, other->c_cc, sizeof one->c_cc);
}

/* The modes are put back only while they are those of our screen: whoever waits for this process may
   have been faster, and a shell that edits a line already has modes of its own. */
static void put_back_as_guardian(const struct word *last) {
  struct termios now;
  if (last->lent) return;
  terminal_write(tty, farewell, farewell_count);
  int are_ours = !last->knows_modes ||
                 (tcgetattr(tty, &now) == 0 && are_equal(&now, &last->modes));
  if (have_remembered && are_ours) tcsetattr(tty, TCSANOW, &remembered);
  atomic_store(&language, last->language);
  say_crash();
}

/* A small process that restores the terminal when this one ends without having done so: after
   SIGKILL, or a stack overflow on a thread whose handlers have no stack of their own. It shares
   nothing but the terminal, runs in a session of its own, so that killing the whole job does not
   reach it, and ends with this process. Between fork and _exit it calls only what is
   async-signal-safe. */
static void start_guardian(void) {
  int ends[2];
  memset(&told, 0, sizeof told);
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends)) return;
  pid_t child = fork();
  if (child) {
    close(ends[0]);
    if (child < 0) close(ends[1]);
    else guard = ends[1], guardian = child;
    return;
  }
  for (int number = 1; number < 32; number++) signal(number, SIG_DFL);
  setsid();
  prctl(PR_SET_NAME, "terminal-guard");
  dup2(ends[0], 0);
  dup2(tty, 1);
  tty = dup2(tty, 2);
  close_range(3, ~0u, 0);
  struct word last = told, word;
  ssize_t count;
  while ((count = recv(0, &word, sizeof word, 0)) != 0) {
    if (count == sizeof word) last = word;
    if ((count < 0 && errno != EINTR) || last.kind == 'b') _exit(0);
  }
  put_back_as_guardian(&last);
  _exit(0);
}

static void on_fatal(int number, siginfo_t *info, void *context) {
  if (number == SIGQUIT && atomic_load(&lent)) return;
  int was_armed = atomic_load(&armed);
  restore();
  if (was_armed && owner == getpid() && !atomic_load(&lent)) say_crash();
  struct sigaction old = before[number];
  sigaction(number, &old, 0);
  if ((old.sa_flags & SA_SIGINFO) && old.sa_sigaction) old.sa_sigaction(number, info, context);
  signal(number, SIG_DFL);
  raise(number);
}

static long now_in_milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000 + now.tv_nsec / 1000000 + 1;
}

/* Asked to end again, a second and more after the first time: the program hangs, so it ends here.
   Earlier repetitions count as one: `timeout` and a closing terminal ask twice in a row. */
static int is_insisting(void) {
  long first = 0, now = now_in_milliseconds();
  if (atomic_compare_exchange_strong(&asked_to_end, &first, now)) return 0;
  return now - first >= 1000;
}

static void on_noted(int number) {
  int error = errno;
  if ((number == SIGTERM || number == SIGHUP) && is_insisting()) {
    restore();
    signal(number, SIG_DFL);
    raise(number);
  }
  atomic_fetch_or(&noted, 1ul << number);
  terminal_wake();
  errno = error;
}

void terminal_tame_backtracer(const char *settings, char *const argv[]) {
  if (getenv("SWIFT_BACKTRACE") || (!isatty(0) && !isatty(1))) return;
  char path[4096];
  ssize_t count = readlink("/proc/self/exe", path, sizeof path - 1);
  if (count <= 0) return;
  path[count] = 0;
  setenv("SWIFT_BACKTRACE", settings, 1);
  execv(path, argv);
}

void terminal_dismiss_backtracer(void) {
  if (getenv("SWIFT_BACKTRACE") || (!isatty(0) && !isatty(1))) return;
  for (size_t i = 0; i < COUNT(fatal_signals); i++) signal(fatal_signals[i], SIG_DFL);
}

int terminal_open(void) { return open("/dev/tty", O_RDWR | O_CLOEXEC); }

FILE *terminal_stream(int descriptor, const char *mode) {
  FILE *stream = fdopen(descriptor, mode);
  if (stream) setvbuf(stream, 0, _IONBF, 0);
  return stream;
}

int terminal_is_interactive(int *which) {
  for (int descriptor = 0; descriptor < 2; descriptor++) {
    *which = descriptor;
    if (!isatty(descriptor)) return 0;
  }
  return 1;
}

int terminal_remember(int descriptor) {
  for (size_t i = 0; i < COUNT(noted_signals); i++)
    sigaction(noted_signals[i], 0, &before[noted_signals[i]]);
  have_remembered = tcgetattr(descriptor, &remembered) == 0;
  return have_remembered ? 0 : -1;
}

static size_t keep(char *place, size_t room, const char *bytes, size_t count) {
  if (count > room) count = room;
  memcpy(place, bytes, count);
  return count;
}

void terminal_texts(int which, const char *crash) {
  size_t room = sizeof crash_texts[0] - 1;
  crash_texts[which & 1][keep(crash_texts[which & 1], room, crash, strlen(crash))] = 0;
}

void terminal_speak(int which) {
  atomic_store(&language, which & 1);
  tell_guardian('n');
}

int terminal_arm(int descriptor, int painted, const char *bytes, size_t count) {
  static int once;
  tty = descriptor;
  painted_to = painted;
  owner = getpid();
  if (null_device < 0) null_device = open("/dev/null", O_RDWR | O_CLOEXEC);
  if (events < 0) events = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
  if (events < 0 || count > sizeof farewell) return -1;
  farewell_count = keep(farewell, sizeof farewell, bytes, count);
  struct sigaction action;
  memset(&action, 0, sizeof action);
  sigemptyset(&action.sa_mask);
  action.sa_sigaction = on_fatal;
  action.sa_flags = SA_ONSTACK | SA_SIGINFO | SA_NODEFER;
  for (size_t i = 0; i < COUNT(fatal_signals); i++)
    sigaction(fatal_signals[i], &action, &before[fatal_signals[i]]);
  action.sa_handler = on_noted;
  action.sa_flags = SA_RESTART | SA_ONSTACK;
  for (size_t i = 0; i < COUNT(noted_signals); i++)
    sigaction(noted_signals[i], &action, 0);
  if (!once++) atexit(restore);
  terminal_alternate_stack();
  start_guardian();
  atomic_store(&noted, 0);
  atomic_store(&asked_to_end, 0);
  atomic_store(&armed, 1);
  return 0;
}

void terminal_is_up(void) {
  told.knows_modes = tcgetattr(tty, &told.modes) == 0;
  tell_guardian('n');
}

void terminal_disarm(void) {
  if (!atomic_exchange(&armed, 0)) return;
  for (size_t i = 0; i < COUNT(fatal_signals); i++)
    sigaction(fatal_signals[i], &before[fatal_signals[i]], 0);
  for (size_t i = 0; i < COUNT(noted_signals); i++)
    if (noted_signals[i] != SIGHUP || !atomic_load(&is_gone))
      sigaction(noted_signals[i], &before[noted_signals[i]], 0);
    else /* The signal comes after poll has told: an orderly end is not cut short. */
      signal(SIGHUP, SIG_IGN);
  if (have_remembered && !atomic_load(&lent)) tcsetattr(tty, TCSADRAIN, &remembered);
  dismiss_guardian();
  if (guardian > 0) waitpid(guardian, 0, 0);
  guardian = 0;
}

void terminal_alternate_stack(void) {
  stack_t stack;
  memset(&stack, 0, sizeof stack);
  stack.ss_size = 64 * 1024;
  stack.ss_sp = mmap(0, stack.ss_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (stack.ss_sp != MAP_FAILED) sigaltstack(&stack, 0);
}

int terminal_redirect(const char *path) {
  int file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (file < 0) file = open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (file < 0) return -1;
  fflush(stdout);
  kept_output = fcntl(1, F_DUPFD_CLOEXEC, 3);
  kept_error = fcntl(2, F_DUPFD_CLOEXEC, 3);
  dup2(file, 1);
  dup2(file, 2);
  close(file);
  return 0;
}

void terminal_redirect_end(void) {
  fflush(stdout);
  if (kept_output >= 0) dup2(kept_output, 1), close(kept_output);
  if (kept_error >= 0) dup2(kept_error, 2), close(kept_error);
  kept_output = kept_error = -1;
}

void terminal_lend(int value) {
  atomic_store(&lent, value);
  tell_guardian('n');
}

int terminal_is_foreground(int descriptor) { return tcgetpgrp(descriptor) == getpgrp(); }

void terminal_stop(void) {
  struct sigaction old, other;
  memset(&other, 0, sizeof other);
  /* First the rest of the group, as Ctrl-Z would: `make run` has to stop with us. Then this
     thread, so that it does not run on before the stop arrives. */
  other.sa_handler = SIG_IGN;
  sigaction(SIGTSTP, &other, &old);
  kill(0, SIGTSTP);
  other.sa_handler = SIG_DFL;
  sigaction(SIGTSTP, &other, 0);
  raise(SIGTSTP);
  sigaction(SIGTSTP, &old, 0);
  atomic_fetch_and(&noted, ~((1ul << SIGCONT) | (1ul << SIGTSTP)));
}

unsigned long terminal_take_signals(void) {
  unsigned long long count;
  ssize_t ignored = read(events, &count, sizeof count);
  (void)ignored;
  unsigned long taken = atomic_exchange(&noted, 0);
  if (atomic_load(&lent)) taken &= ~(1ul << SIGINT);
  return taken;
}

void terminal_wake(void) {
  unsigned long long one = 1;
  ssize_t ignored = write(events, &one, sizeof one);
  (void)ignored;
}

unsigned terminal_poll(int descriptor, int milliseconds) {
  struct pollfd polled[2] = {{events, POLLIN, 0}, {descriptor, POLLIN, 0}};
  if (poll(polled, 2, milliseconds) <= 0) return 0;
  unsigned result = 0;
  if (polled[0].revents & POLLIN) result |= TERMINAL_EVENT;
  if (polled[1].revents & POLLIN) result |= TERMINAL_INPUT;
  if (polled[1].revents & (POLLHUP | POLLERR | POLLNVAL)) result |= TERMINAL_GONE;
  if (result & TERMINAL_GONE) atomic_store(&is_gone, 1);
  return result;
}

long terminal_read(int descriptor, unsigned char *bytes, size_t count) {
  ssize_t got = read(descriptor, bytes, count);
  if (got < 0 && (errno == EINTR || errno == EAGAIN)) return -1;
  return got < 0 ? 0 : got;
}

int terminal_size(int descriptor, int *columns, int *rows) {
  struct winsize size;
  if (ioctl(descriptor, TIOCGWINSZ, &size) || size.ws_col == 0 || size.ws_row == 0) return -1;
  *columns = size.ws_col;
  *rows = size.ws_row;
  return 0;
}

struct start {
  terminal_body body;
  void *context;
};

static void *run(void *given) {
  struct start start = *(struct start *)given;
  free(given);
  /* Created by a thread of a pool, which blocks nearly all signals: a stop would stay pending. */
  sigset_t none;
  sigemptyset(&none);
  pthread_sigmask(SIG_SETMASK, &none, 0);
  terminal_alternate_stack();
  start.body(start.context);
  return 0;
}

int terminal_thread(terminal_body body, void *context, unsigned long *handle) {
  struct start *start = malloc(sizeof *start);
  if (!start) return -1;
  *start = (struct start){body, context};
  pthread_t thread;
  if (pthread_create(&thread, 0, run, start)) {
    free(start);
    return -1;
  }
  pthread_setname_np(thread, "terminal");
  *handle = (unsigned long)thread;
  return 0;
}

void terminal_join(unsigned long handle) { pthread_join((pthread_t)handle, 0); }
