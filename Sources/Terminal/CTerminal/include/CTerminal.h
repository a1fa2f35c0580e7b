/* The part of terminal handling that must be C: signal handlers, which may only call what is
   async-signal-safe, and the restoring of the terminal on every way out. */
#ifndef CTERMINAL_H
#define CTERMINAL_H
#include <stddef.h>
#include <stdio.h>

/* Bits of terminal_poll. */
#define TERMINAL_INPUT 1u
#define TERMINAL_EVENT 2u
#define TERMINAL_GONE 4u

/* Keeps Swift's crash backtracer from holding the terminal at a prompt: sets SWIFT_BACKTRACE to
   `settings` and executes this program anew, because the runtime reads it once at its start. Does
   nothing when the variable is set already, or when neither standard input nor output is a
   terminal. Call it first in main. */
void terminal_tame_backtracer(const char *settings, char *const argv[]);

/* Keeps it from that without executing anew, which costs as much as the start itself: takes back the
   signals that Swift's runtime has put its backtracer on before main. Does nothing in the same
   cases. Call it first in main. */
void terminal_dismiss_backtracer(void);

/* Opens the controlling terminal for reading and writing; -1 without one. */
int terminal_open(void);
/* A stream over a descriptor, unbuffered; null on failure. */
FILE *terminal_stream(int descriptor, const char *mode);
/* 1 when both standard input and standard output are terminals; 0, with the descriptor that is
   not in `*which`, else. */
int terminal_is_interactive(int *which);

/* Remembers how the terminal and its signals are set now, before curses changes them: what every
   way out restores. */
int terminal_remember(int descriptor);
/* What a crash says, in language 0 or 1; at most 511 bytes. Before terminal_arm. */
void terminal_texts(int language, const char *crash);
/* Chooses the language of what a crash says. */
void terminal_speak(int language);
/* From here on every way out writes `bytes` to the terminal and puts its settings back. A crash
   then says so too. A small process watches over this one and does both after SIGKILL. Call it
   before curses touches the terminal, so that no moment is left out. Handlers get a stack of their
   own on the calling thread. `painted` is the descriptor that curses writes to: it is turned to
   /dev/null first, so that nothing is painted after the restoring. */
int terminal_arm(int descriptor, int painted, const char *bytes, size_t count);
/* The screen is up: the settings of now are ours. */
void terminal_is_up(void);
/* Puts the settings back and forgets; the caller has already left curses. */
void terminal_disarm(void);
/* A stack for signal handlers of the calling thread, so that a stack overflow on it is survived
   long enough. */
void terminal_alternate_stack(void);

/* Sends standard output and standard error to a file (or /dev/null) until they are put back. */
int terminal_redirect(const char *path);
void terminal_redirect_end(void);

/* While 1, the terminal belongs to another program: SIGINT and SIGQUIT are ignored, and no way out
   touches it. */
void terminal_lend(int lent);
/* Whether this process may use the terminal: not after `bg`. */
int terminal_is_foreground(int descriptor);
/* Stops the process group as Ctrl-Z does; returns when it runs again. */
void terminal_stop(void);

/* Signals noted since the last call, bit by number. */
unsigned long terminal_take_signals(void);
/* Makes a terminal_poll return. */
void terminal_wake(void);
/* Waits for input, an event or the deadline (milliseconds, -1 for none). A negative descriptor is
   not looked at. */
unsigned terminal_poll(int descriptor, int milliseconds);
/* Reads what is there: count, 0 at the end, -1 when nothing is there. */
long terminal_read(int descriptor, unsigned char *bytes, size_t count);
void terminal_write(int descriptor, const char *bytes, size_t count);
/* The size in cells; 0 when known. */
int terminal_size(int descriptor, int *columns, int *rows);

/* Runs `body` on a thread of its own; the handle joins it once. */
typedef void (*terminal_body)(void *);
int terminal_thread(terminal_body body, void *context, unsigned long *handle);
void terminal_join(unsigned long handle);
#endif
