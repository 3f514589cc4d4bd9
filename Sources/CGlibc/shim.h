// Functions that the C library has beyond POSIX, which Swift's overlay of it leaves out.
#include <pthread.h>
#include <sched.h>
#include <stddef.h>

extern int sched_getaffinity(pid_t process, size_t size, cpu_set_t *processors);
extern int sched_getcpu(void);
extern int pthread_attr_setaffinity_np(
    pthread_attr_t *attributes, size_t size, const cpu_set_t *processors);
#define M_TRIM_THRESHOLD -1
#define M_TOP_PAD -2
#define M_MMAP_THRESHOLD -3
extern int mallopt(int parameter, int value);
