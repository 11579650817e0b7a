// What is used of the C library. Declared here because no header of the machine is used; found when
// the library is loaded, as the engine does it.
#pragma once

extern "C" {
void *malloc(unsigned long);
void *calloc(unsigned long, unsigned long);
void *realloc(void *, unsigned long);
void *aligned_alloc(unsigned long, unsigned long);
void free(void *);
void *memcpy(void *, const void *, unsigned long);
void *memset(void *, int, unsigned long);
int memcmp(const void *, const void *, unsigned long);
unsigned long strlen(const char *);
unsigned long strcspn(const char *, const char *);
int strcmp(const char *, const char *);
int strncmp(const char *, const char *, unsigned long);
char *strchr(const char *, int);
char *strstr(const char *, const char *);
char *strndup(const char *, unsigned long);
char *strdup(const char *);
unsigned long strtoul(const char *, char **, int);

int dprintf(int, const char *, ...);
int vdprintf(int, const char *, __builtin_va_list);
int vasprintf(char **, const char *, __builtin_va_list);

char *getenv(const char *);
int getpid();
int system(const char *);
[[noreturn]] void abort();
int pause();
int sched_yield();
int usleep(unsigned);

struct timespec {
  long tv_sec, tv_nsec;
};
int clock_gettime(int, timespec *);

int open(const char *, int, ...);
long read(int, void *, unsigned long);
long write(int, const void *, unsigned long);
int close(int);
int mkdir(const char *, unsigned);

void *mmap(void *, unsigned long, int, int, int, long);
int munmap(void *, unsigned long);

void *dlopen(const char *, int);
void *dlsym(void *, const char *);
char *dlerror();
}
